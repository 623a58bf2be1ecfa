namespace BonVerify.Cli;

/// <summary>A line of input that is not blank.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Bytes">Its text in UTF-8, without the newline; valid until the next line is asked for.</param>
/// <param name="IsTooLong">Whether it is over the budget and was passed over unread.</param>
internal readonly record struct InputLine(long Number, ReadOnlyMemory<byte> Bytes, bool IsTooLong = false);
