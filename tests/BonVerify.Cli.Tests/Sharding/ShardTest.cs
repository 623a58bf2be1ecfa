using System.Text;
using BonVerify.Cli.Sharding;

namespace BonVerify.Cli.Tests.Sharding;

public class ShardTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Shards_OfAnyCount_HaveEveryNumberAndEveryPromptOnce(int count)
    {
        const int Numbers = 150;
        var shards = Enumerable.Range(1, count).Select(index => new Shard(index, count)).ToArray();
        Assert.All(Enumerable.Range(0, Numbers), number => Assert.Single(shards, shard => shard.Contains(number)));
        Assert.All(Enumerable.Range(0, Numbers), number => Assert.Single(shards, shard => shard.Contains(Encoding.UTF8.GetBytes($"prompt {number}"))));
        Assert.All(shards, shard =>
        {
            var own = Enumerable.Range(0, Numbers).Where(number => shard.Contains(number)).Select(static number => (long)number).ToArray();
            Assert.Equal(own.Length, shard.CountOf(Numbers));
            Assert.Equal(own, Enumerable.Range(0, own.Length).Select(index => shard.NumberOf(index)));
        });
    }

    [Theory]
    [InlineData("", 0xcbf29ce484222325UL)]
    [InlineData("a", 0xaf63dc4c8601ec8cUL)]
    [InlineData("foobar", 0x85944171f73967e8UL)]
    public void Hash_IsThatOfThePublishedVectors(string text, ulong expected) => Assert.Equal(expected, Shard.Hash(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("3")]
    [InlineData("0/7")]
    [InlineData("8/7")]
    [InlineData("-1/7")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("1/1000001")]
    [InlineData("1.0/7")]
    public void Parse_OfWhatIsNoShard_SaysTheRule(string text)
    {
        var message = Assert.Throws<InputException>(() => Shard.Parse("--shard", text)).Message;
        Assert.StartsWith($"--shard is '{text}'; it must be I/N", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("BONVERIFY_SHARD=3/7", "3/7 BONVERIFY_SHARD")]
    [InlineData("BONVERIFY_SHARD=3/7 CI_NODE_INDEX=1 CI_NODE_TOTAL=2", "3/7 BONVERIFY_SHARD")]
    [InlineData("SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=9 SLURM_ARRAY_TASK_COUNT=9", "4/9 SLURM_ARRAY_TASK_ID")]
    [InlineData("SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=9", "5/9 SLURM_ARRAY_TASK_ID")]
    [InlineData("SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=4 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=2 BONVERIFY_SHARDS=9", "4/9 SLURM_ARRAY_TASK_ID")]
    [InlineData("JOB_COMPLETION_INDEX=0 BONVERIFY_SHARDS=9", "1/9 JOB_COMPLETION_INDEX")]
    [InlineData("CI_NODE_INDEX=2 CI_NODE_TOTAL=5", "2/5 CI_NODE_INDEX")]
    [InlineData("CIRCLE_NODE_INDEX=2 CIRCLE_NODE_TOTAL=5", "3/5 CIRCLE_NODE_INDEX")]
    [InlineData("JOB_COMPLETION_INDEX=3", null)]
    [InlineData("CI_NODE_TOTAL=1", null)]
    [InlineData("SLURM_ARRAY_TASK_ID=4", null)]
    public void Engine_OfVariables_NamesTheShard(string variables, string? expected)
    {
        var found = Engine.Find(Of(variables));
        Assert.Equal(expected, found is var (shard, source) ? $"{shard} {source}" : null);
    }

    [Theory]
    [InlineData("BONVERIFY_SHARD=7", "BONVERIFY_SHARD is '7'; it must be I/N")]
    [InlineData("BONVERIFY_SHARDS=7", "no variable tells which of them this is")]
    [InlineData("JOB_COMPLETION_INDEX=7 BONVERIFY_SHARDS=7", "with so many shards the index runs from 0 to 6")]
    [InlineData("SLURM_ARRAY_TASK_ID=0 BONVERIFY_SHARDS=7", "with so many shards the index runs from 1 to 7")]
    [InlineData("CI_NODE_INDEX=x CI_NODE_TOTAL=7", "CI_NODE_INDEX is 'x'; it must be a whole number")]
    [InlineData("SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_MAX=5 SLURM_ARRAY_TASK_COUNT=1", "BONVERIFY_SHARDS must say how many")]
    [InlineData("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=5 SLURM_ARRAY_TASK_COUNT=3", "must begin at 0 or 1 and have no gap")]
    public void Engine_OfVariablesThatDoNotFit_SaysWhich(string variables, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Engine.Find(Of(variables))).Message, StringComparison.Ordinal);

    private static Func<string, string?> Of(string variables)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static each => each.Split('=')).ToDictionary(static each => each[0], static each => each[1]);
        return name => values.GetValueOrDefault(name);
    }
}
