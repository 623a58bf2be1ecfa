using BonVerify.Conformance;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>What is to be done next, as <see cref="Patience"/> decides it. Questions are numbers in the round.</summary>
internal abstract record Step
{
    private Step()
    {
    }

    /// <summary>Put a question; start the program if it is not running.</summary>
    public sealed record Send(int Question) : Step;

    /// <summary>Let the program see the end of its input.</summary>
    public sealed record CloseInput : Step;

    /// <summary>Wait for the next answer, for so long.</summary>
    public sealed record Wait(TimeSpan Limit) : Step;

    /// <summary>Put down what became of a question that the program does not answer.</summary>
    public sealed record Settle(int Question, Answer Answer) : Step;

    /// <summary>End the program: by force when it hangs or has ended half, else as soon as it ends by itself.</summary>
    public sealed record End(bool ByForce) : Step;

    /// <summary>Every question of the round is answered or settled.</summary>
    public sealed record Done : Step;
}
