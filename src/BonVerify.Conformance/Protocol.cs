using System.Text;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>The page about the protocol, made from the definitions.</summary>
internal static class Protocol
{
    /// <summary>The page.</summary>
    /// <returns>Markdown; every line ends with a line feed.</returns>
    public static string Page()
    {
        var page = new StringBuilder();
        void Line(string text = "") => page.Append(text).Append('\n');

        Line("# The protocol of `bonverify check`");
        Line();
        Line("The program under test reads one request a line on standard input and writes one answer a line on standard output, in JSON.");
        Line("Many requests may be under way at once; answers may come in any order. Flush after each line. End when standard input ends.");
        Line("Lines that are no answers are passed over, and counted. `bonverify check --template python` prints a program to start from.");
        Line();
        Line("## Requests");
        Line();
        Line("Every request has an `id` (a text, to be given back) and a `quantity`. The other fields depend on the kind of case; some quantities of samples need more.");
        foreach (var form in InputForm.All)
        {
            Line();
            Line(form.Only is null ? $"### {form.Kind.Id}: {form.Kind.Description}" : $"### {form.Kind.Id}, for `{form.Only}`");
            Line();
            Line("| field | type | meaning |");
            Line("|---|---|---|");
            foreach (var field in form.Fields)
            {
                Line($"| `{field.Name}` | {field.TypeInWords} | {field.Meaning} |");
            }

            var example = new Request(Quantity.All.First(quantity => InputForm.Of(quantity) == form), InputSource.Of(form, 1, 0, []).Skip(5).First().Input);
            Line();
            Line("```json");
            Line(example.ToJson("17"));
            Line("```");
        }

        Line();
        Line("Numbers are doubles as they stand: the truth is that of the very numbers that were sent. Where probabilities are so small that");
        Line("they do not show in the sum, they come beside the others, and the truth is that of all of them rescaled to sum to 1.");
        Line("Some questions have no answer: n = 0, n larger than the pool, k larger than the total, an empty list, a negative or missing (`null`)");
        Line("mass. The right answer to these is an error.");
        Line();
        Line("## Answers");
        Line();
        Line("| answer | meaning |");
        Line("|---|---|");
        Line("| `{\"id\":\"17\",\"value\":0.25}` | the number; NaN and infinities may be written as in Python, or as texts |");
        Line("| `{\"id\":\"17\",\"value\":[0.25,0.75]}` | the list, one number for each outcome or draw, in the order of the request |");
        Line("| `{\"id\":\"17\",\"unsupported\":true}` | the program does not do this quantity, or this case |");
        Line("| `{\"id\":\"17\",\"error\":\"text\"}` | the program cannot answer; the text is shown |");
        Line("| `{\"id\":\"17\",\"value\":0.25,\"standard_error\":0.01}` | a random number with its standard error |");
        Line("| `{\"id\":\"17\",\"lower\":0.2,\"upper\":0.3,\"confidence\":0.95}` | a random interval that holds the true value with this probability |");
        Line("| `{\"id\":\"17\",\"counts\":[3,9]}` | how often each outcome was drawn |");
        Line();
        Line("Every request is put twice. Answers that differ, and are not both right, are flaky, unless they are marked as random. Random answers");
        Line($"are judged together at the end: a right program is rejected with probability {Statistics.FalseAlarm.ToString("0e+0", System.Globalization.CultureInfo.InvariantCulture)} at most.");
        Line();
        Line("## A greeting");
        Line();
        Line("Before its first answer a program may say who it is, what it knows and which cases it handles; others are not put to it:");
        Line();
        Line("```json");
        Line("""{"hello":{"name":"mine 1.0","quantities":["kl","pmf"],"domain":{"distinct_rewards":true,"max_n":1000},"ties":"first-listed"}}""");
        Line("```");
        Line();
        Line("| field of `domain` | meaning |");
        Line("|---|---|");
        Line("| `distinct_rewards` | no two equal rewards |");
        Line("| `integer_rewards` | only rewards that are integers |");
        Line("| `uniform_reference` | only equally likely outcomes |");
        Line("| `positive_masses` | no outcome of mass 0 |");
        Line("| `min_mass` | the smallest positive mass |");
        Line("| `max_n` | the largest n or k |");
        Line("| `max_outcomes` | the largest number of outcomes |");
        Line("| `max_total` | the largest pool, and the largest total of pass@k |");
        Line();
        Line($"`ties` is one of {TieConventions.Names}. `first-listed` and `last-listed` make an order of equal rewards; with `strict` a tie");
        Line("wins nothing in `win_rate`.");
        Line();
        Line("## Quantities");
        Line();
        Line("| quantity | kind | answer | meaning |");
        Line("|---|---|---|---|");
        foreach (var quantity in Quantity.All)
        {
            Line($"| `{quantity.Id}`{(quantity.IsAskedByDefault ? "" : " (if asked for)")} | {quantity.Kind.Id} | {(quantity.IsList ? "list" : "number")} | {quantity.Statement.Replace("|", "\\|", StringComparison.Ordinal)} |");
        }

        Line();
        Line("All logarithms are natural and divergences are in nats. Equal rewards are ties: among the tied draws one is picked uniformly, and a tie");
        Line("with the reference counts half.");
        return page.ToString();
    }
}
