using System.CommandLine;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Commands;
using BonVerify.Cli.Terminal;

namespace BonVerify.Cli;

internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is [Guardian.Command, var mark])
        {
            return Guardian.Run(mark);
        }

        VisibleWriter.Install();
        using var interruption = new Interruption();
        return interruption.Run(() => Run(args, interruption));
    }

    private static int Run(string[] args, Interruption interruption)
    {
        var root = new RootCommand("The exact referee of best-of-n sampling: verifies every claim about it on exact distributions.")
        {
            VerifyCommand.Create(interruption),
            ClaimsCommand.Create(),
            OracleCommand.Create(interruption),
            CheckCommand.Create(interruption),
            VectorsCommand.Create(interruption),
            EstimateCommand.Create(interruption),
            PlotCommand.Create(interruption),
            MergeCommand.Create(interruption),
            ReproduceCommand.Create(),
        };
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                return Fail(MessageOf(parsed) + " (see bonverify --help)");
            }

            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (InputException e)
        {
            return Fail(e.Message);
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<InputException>().FirstOrDefault() is { } inner)
        {
            // Found by one of several threads.
            return Fail(inner.Message);
        }
        catch (IOException e) when (e.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            // The reader of stdout has gone: nobody is left to report to.
            return ExitCode.Terminated;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, a standard stream that cannot be used: nothing of ours.
            return Fail($"cannot read or write: {e.Message}");
        }
#pragma warning disable CA1031 // The last resort: whatever happens, no stack trace and the code of an internal error.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"bonverify: internal error: {Line(e.Message)} ({e.GetType().Name})");
            if (Environment.GetEnvironmentVariable("BONVERIFY_DEBUG") is not null)
            {
                Console.Error.WriteLine(e);
            }

            return ExitCode.InternalError;
        }
    }

    /// <summary>What is wrong with a command line; a word that nobody knows comes before what is missing for it.</summary>
    private static string MessageOf(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [var word, ..])
        {
            return parsed.Errors[0].Message;
        }

        var command = parsed.CommandResult.Command;
        var known = command.Options.Select(static option => option.Name).Concat(command.Subcommands.Select(static each => each.Name));
        return $"Unrecognized command or argument '{word}'{Suggestion.For(word, known)}.";
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"bonverify: {Line(message)}");
        return ExitCode.BadInput;
    }

    private static string Line(string message) => message.ReplaceLineEndings(" ");
}
