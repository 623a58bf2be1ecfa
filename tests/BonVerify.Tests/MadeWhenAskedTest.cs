namespace BonVerify.Tests;

public class MadeWhenAskedTest
{
    [Fact]
    public void Items_EachIsMadeOnlyWhenItIsAskedFor()
    {
        var made = new List<int>();
        var list = new MadeWhenAsked<int>(3, i =>
        {
            made.Add(i);
            return 10 * i;
        });
        Assert.Equal(3, list.Count);
        Assert.Empty(made);
        Assert.Equal(20, list[2]);
        Assert.Equal(new[] { 0, 10, 20 }, list);
        Assert.Equal(new[] { 2, 0, 1, 2 }, made);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Items_OutsideOfTheList_IsRefused(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MadeWhenAsked<int>(3, static i => i)[index]);
}
