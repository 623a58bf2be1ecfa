namespace BonVerify.Cli;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    public const int Verified = 0;
    public const int Counterexample = 1;
    public const int BadInput = 2;
    public const int Inconclusive = 3;
    public const int InternalError = 4;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
