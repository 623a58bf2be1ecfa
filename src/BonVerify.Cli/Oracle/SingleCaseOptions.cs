using System.Buffers;
using System.CommandLine;
using System.Text.Json;

namespace BonVerify.Cli.Oracle;

/// <summary>The options that spell out one case, such as <c>--weights 2,1,1,1 --n 2</c>: one for each field of a case.</summary>
internal sealed class SingleCaseOptions
{
    // Each option with the field it stands for, and whether that is a list of numbers, an exact number or an integer.
    private readonly (Option<string?> Option, string Field, bool IsList)[] texts;
    private readonly (Option<int?> Option, string Field)[] integers;

    public SingleCaseOptions()
    {
        texts =
        [
            (new Option<string?>("--weights") { Description = "A case: weights between commas." }, "weights", true),
            (new Option<string?>("--probabilities") { Description = "Probabilities instead, which must sum to exactly 1." }, "probabilities", true),
            (new Option<string?>("--rewards") { Description = "Rewards between commas; equal ones are ties." }, "rewards", true),
            (new Option<string?>("--epsilon") { Description = "A case of the estimator: a mass in (0, 1]." }, "epsilon", false),
        ];
        integers =
        [
            (new Option<int?>("--n") { Description = "The number of draws." }, "n"),
            (new Option<int?>("--pool-size") { Description = "A case of pool weights: the size of the pool." }, "pool_size"),
            (new Option<int?>("--total") { Description = "A case of pass@k: the number of samples." }, "total"),
            (new Option<int?>("--correct") { Description = "How many samples are correct." }, "correct"),
            (new Option<int?>("--k") { Description = "How many samples are drawn." }, "k"),
        ];
    }

    public void AddTo(Command command)
    {
        foreach (var option in texts.Select(static text => (Option)text.Option).Concat(integers.Select(static integer => integer.Option)))
        {
            command.Add(option);
        }
    }

    /// <summary>The case as JSON in UTF-8, or null when none of the options is given.</summary>
    public byte[]? Read(ParseResult parsed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var given = false;
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (option, field, isList) in texts)
            {
                if (parsed.GetValue(option) is not { } text)
                {
                    continue;
                }

                given = true;
                writer.WritePropertyName(field);
                if (isList)
                {
                    writer.WriteStartArray();
                    foreach (var item in text.Split(','))
                    {
                        writer.WriteStringValue(item);
                    }

                    writer.WriteEndArray();
                }
                else
                {
                    writer.WriteStringValue(text);
                }
            }

            foreach (var (option, field) in integers)
            {
                if (parsed.GetValue(option) is { } value)
                {
                    given = true;
                    writer.WriteNumber(field, value);
                }
            }

            writer.WriteEndObject();
        }

        return given ? buffer.WrittenSpan.ToArray() : null;
    }
}
