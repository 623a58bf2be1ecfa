using System.Text;
using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Interchange;

/// <summary>
/// Cases as JSON objects: <c>{"id":"…","weights":["2","1"],"rewards":["0","1"],"n":2}</c>.
/// </summary>
/// <remarks>
/// <para>
/// <c>weights</c> (rescaled exactly) or <c>probabilities</c> (must sum to exactly 1); <c>rewards</c> optional, the listing
/// order by default; <c>n</c> from 1 to <see cref="PolicyCase.MaxN"/>; optional <c>id</c>, <c>labels</c>, <c>context</c>. Numbers may be
/// JSON numbers, read as exact decimals and never as doubles, or strings with an integer, a decimal or <c>a/b</c>.
/// </para>
/// <para>
/// Cases of other kinds are <c>{"n":2,"epsilon":"1/3"}</c>, <c>{"pool_size":9,"n":3}</c> or <c>{"rewards":[…],"n":3}</c>, and
/// <c>{"total":9,"correct":4,"k":3}</c>, each with optional <c>id</c> and <c>context</c>.
/// </para>
/// <para>Unknown and repeated fields are errors, so that a misspelt field cannot be passed over.</para>
/// </remarks>
public static partial class CaseJson
{
    /// <summary>Reads a case with a reference policy.</summary>
    /// <param name="json">One JSON object.</param>
    /// <returns>The case.</returns>
    /// <exception cref="CaseFormatException">The text is not such a case; the message names the field and the rule.</exception>
    public static PolicyCase Parse(string json) => Parse(Encoding.UTF8.GetBytes(Preconditions.NotNull(json)));

    /// <summary>Reads a case with a reference policy.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8.</param>
    /// <returns>The case.</returns>
    /// <exception cref="CaseFormatException">The text is not such a case; the message names the field and the rule.</exception>
    public static PolicyCase Parse(ReadOnlySpan<byte> utf8Json) => (PolicyCase)OrThrow(Read(utf8Json, PolicyFields).Then(CaseKind.Policy.MakeFrom));

    /// <summary>Reads a case of any kind.</summary>
    /// <param name="json">One JSON object.</param>
    /// <returns>The case; its fields tell the kind.</returns>
    /// <exception cref="CaseFormatException">The text is not a case; the message names the field and the rule.</exception>
    public static OracleCase ParseAny(string json) => ParseAny(Encoding.UTF8.GetBytes(Preconditions.NotNull(json)));

    /// <summary>Reads a case of any kind.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8.</param>
    /// <returns>The case; its fields tell the kind.</returns>
    /// <exception cref="CaseFormatException">The text is not a case; the message names the field and the rule.</exception>
    public static OracleCase ParseAny(ReadOnlySpan<byte> utf8Json) => OrThrow(Read(utf8Json, AllFields).Then(CaseKind.MakeAny));

    /// <summary>Writes a case as one line of JSON.</summary>
    /// <param name="oracleCase">The case.</param>
    /// <returns>A JSON object in which every number but n and the like is an exact string.</returns>
    public static string Write(OracleCase oracleCase) => JsonText.Of(Preconditions.NotNull(oracleCase).Write);

    /// <summary>Writes a case as a JSON object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="oracleCase">The case.</param>
    public static void Write(Utf8JsonWriter writer, OracleCase oracleCase) =>
        Preconditions.NotNull(oracleCase).Write(Preconditions.NotNull(writer));
}
