namespace BonVerify.Tests;

public class KeptTest
{
    [Fact]
    public void At_FindsOnce_AndBeginsAnewWhenFull()
    {
        var kept = new Kept<int, string>(3);
        var found = new List<int>();
        foreach (var key in new[] { 1, 2, 1, 3, 2, 3, 4, 4, 1 })
        {
            Assert.Equal($"value {key}", kept.At(key, Find));
        }

        // Three are kept; with the fourth the first ones are gone.
        Assert.Equal([1, 2, 3, 4, 1], found);

        string Find(int key)
        {
            found.Add(key);
            return $"value {key}";
        }
    }
}
