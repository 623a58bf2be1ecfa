namespace BonVerify.Cli.Estimation.Files;

/// <summary>A record cannot be used: the message names the field, its value and the rule.</summary>
internal sealed class RecordException(string message) : Exception(message);
