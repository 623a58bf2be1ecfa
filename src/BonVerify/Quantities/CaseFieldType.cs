namespace BonVerify.Quantities;

/// <summary>What a field of a case holds.</summary>
public enum CaseFieldType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number within bounds, a JSON integer.</summary>
    WholeNumber,

    /// <summary>An exact number: a JSON number, or a text with an integer, a decimal or a quotient a/b.</summary>
    Number,

    /// <summary>A list of exact numbers.</summary>
    Numbers,

    /// <summary>A list of texts.</summary>
    Texts,
}
