using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>One quantity of one case, as it is put to an implementation.</summary>
/// <param name="Quantity">The quantity; its kind is that of the input.</param>
/// <param name="Input">What is sent.</param>
public sealed record Request(Quantity Quantity, Input Input)
{
    /// <summary>The request as one line of the protocol.</summary>
    /// <param name="id">The id that the answer must bear, or <see langword="null"/> for none.</param>
    /// <returns>A JSON object.</returns>
    public string ToJson(string? id = null) => ProtocolJson.Write(writer =>
    {
        if (id is not null)
        {
            writer.WriteString("id", id);
        }

        writer.WriteString("quantity", Quantity.Id);
        Input.WriteFields(writer);
    });

    /// <summary>The request as people read it: without an id, and without the fields that follow from others.</summary>
    /// <returns>A JSON object that <see cref="RequestJson.Parse"/> reads back.</returns>
    public override string ToString() => ProtocolJson.Write(writer =>
    {
        writer.WriteString("quantity", Quantity.Id);
        Input.WriteFields(writer, isShort: true);
    });
}
