namespace BonVerify.Packages.Tests;

/// <summary>The tests that share one packed feed.</summary>
[CollectionDefinition(Name)]
public sealed class PackedFeedUsers : ICollectionFixture<PackedFeed>
{
    public const string Name = "packed feed";
}
