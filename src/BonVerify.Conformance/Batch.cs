namespace BonVerify.Conformance;

/// <summary>Requests that may be put in any order and all at once; the examination goes on when each has its answer.</summary>
public sealed class Batch
{
    private readonly Answer?[] answers;

    internal Batch(IReadOnlyList<Request> requests)
    {
        Requests = requests;
        answers = new Answer?[requests.Count];
    }

    /// <summary>The requests.</summary>
    public IReadOnlyList<Request> Requests { get; }

    /// <summary>Whether every request has its answer.</summary>
    public bool IsAnswered => Array.TrueForAll(answers, static answer => answer is not null);

    /// <summary>Takes what became of a request.</summary>
    /// <param name="index">Its index in <see cref="Requests"/>.</param>
    /// <param name="answer">The answer.</param>
    public void Take(int index, Answer answer) => answers[Preconditions.Within(index, 0, answers.Length - 1)] = Preconditions.NotNull(answer);

    internal Answer this[int index] => answers[index] ?? new Answer.NotAsked();
}
