namespace BonVerify.Cli;

/// <summary>The user's input cannot be used; the message is one line that says what and where.</summary>
internal sealed class InputException(string message) : Exception(message);
