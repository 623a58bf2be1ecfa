using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using BonVerify.Packages.Tests;

namespace BonVerify.Native.Tests;

/// <summary>The header says what the library has: no call more and none less, with as many arguments.</summary>
public partial class HeaderTest
{
    private static readonly string Header = File.ReadAllText(Repository.PathOf("src", "BonVerify.Native", "include", "bonverify.h"));

    private static readonly MethodInfo[] Calls =
    [
        .. typeof(Status).Assembly.GetTypes().SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(static method => method.GetCustomAttribute<UnmanagedCallersOnlyAttribute>() is not null),
    ];

    [Fact]
    public void Calls_AreThoseOfTheLibrary()
    {
        var declared = Declaration().Matches(Header).ToDictionary(static match => match.Groups[1].Value, static match => match.Groups[2].Value.Split(',').Length);
        var exported = Calls.ToDictionary(
            static method => method.GetCustomAttribute<UnmanagedCallersOnlyAttribute>()!.EntryPoint!, static method => Math.Max(1, method.GetParameters().Length));
        Assert.True(exported.Count > 20);
        Assert.Equal(exported.OrderBy(static call => call.Key, StringComparer.Ordinal), declared.OrderBy(static call => call.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Types_AreThoseOfTheLibrary()
    {
        foreach (var method in Calls)
        {
            var name = method.GetCustomAttribute<UnmanagedCallersOnlyAttribute>()!.EntryPoint!;
            var arguments = Declaration().Matches(Header).Single(match => match.Groups[1].Value == name).Groups[2].Value.Split(',');
            var expected = arguments.Select(static argument => TypeOf(argument)).ToArray();
            Assert.Equal(expected, method.GetParameters().Select(static parameter => parameter.ParameterType));
        }
    }

    [Theory]
    [InlineData("OK", (int)Status.Ok)]
    [InlineData("BAD_INPUT", (int)Status.BadInput)]
    [InlineData("OPEN", (int)Status.Open)]
    [InlineData("INTERNAL", (int)Status.Internal)]
    public void Codes_AreThoseOfTheLibrary(string name, int code) =>
        Assert.Matches($@"(?m)^#define BONVERIFY_{name} {code} ", Header);

    private static Type TypeOf(string argument)
    {
        var words = argument.Replace("*", " * ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var value = words.Contains("double") ? typeof(double) : words.Contains("char") ? typeof(byte) : words.Contains("int64_t") ? typeof(long)
            : words.Contains("size_t") ? typeof(nint) : words.Contains("int") ? typeof(int) : throw new InvalidOperationException(argument);
        return words.Where(static word => word == "*").Aggregate(value, static (type, _) => type.MakePointerType());
    }

    [GeneratedRegex(@"^(?:int|void) BONVERIFY_CALL (bonverify_\w+)\(([^)]*)\);", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
