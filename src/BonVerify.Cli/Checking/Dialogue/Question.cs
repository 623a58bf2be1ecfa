namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>One line to put to the program under test. The dialogue knows no more of it than this.</summary>
/// <param name="Quantity">What is asked for: trouble is counted by quantity, and a program may say which ones it knows.</param>
/// <param name="ToLine">The line, without its end, for the id under which it is put.</param>
internal sealed record Question(string Quantity, Func<string, string> ToLine);
