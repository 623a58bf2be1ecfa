using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace BonVerify.Packages.Tests;

/// <summary>The house rules over the public surface of all libraries, read from their assemblies and documentation.</summary>
public class HouseRulesTest
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Libraries { get; } = ["BonVerify", "BonVerify.Conformance", "BonVerify.Xunit", "BonVerify.FSharp", "BonVerify.FsCheck"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicMembers_AreDocumented(string library)
    {
        var documented = Documented(library);
        Assert.NotEmpty(documented);
        var missing =
            from type in Load(library).GetTypes()
            where type.IsVisible && !IsGenerated(type) && !(type.DeclaringType is { } outer && IsUnion(outer))
            from name in NamesOf(type)
            where !documented.Contains(name)
            select name;
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void Documentation_OfOneMember_IsFoundAndOfANonsenseMemberIsNot()
    {
        var documented = Documented("BonVerify");
        Assert.Contains("M:BonVerify.Policies.BestOfN.Probabilities", documented);
        Assert.DoesNotContain("M:BonVerify.Policies.BestOfN.Nonsense", documented);
        Assert.Contains("M:BonVerify.Policies.BestOfN.Then", NamesOf(typeof(Policies.BestOfN)));
        Assert.Contains("P:BonVerify.Policies.BestOfN.N", NamesOf(typeof(Policies.BestOfN)));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void OutParameters_OnlyOnTryMethods(string library)
    {
        var offenders =
            from type in Load(library).GetTypes()
            where type.IsVisible && !IsGenerated(type)
            from method in type.GetMethods(Declared)
            where IsSurface(method) && !IsGenerated(method)
                && !method.Name.StartsWith("Try", StringComparison.Ordinal) && method.GetParameters().Any(p => p.IsOut)
            select $"{type}.{method.Name}";
        Assert.Empty(offenders);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicState_CannotBeChanged(string library)
    {
        var types = Load(library).GetTypes().Where(type => type.IsVisible && !IsGenerated(type)).ToArray();
        Assert.NotEmpty(types);
        var setters =
            from type in types
            from property in type.GetProperties(Declared)
            where property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type}.{property.Name}";
        var fields =
            from type in types
            where !type.IsEnum
            from field in type.GetFields(Declared)
            where field is { IsPublic: true, IsInitOnly: false, IsLiteral: false }
            select $"{type}.{field.Name}";
        var arrays =
            from type in types
            from property in type.GetProperties(Declared)
            where property.GetMethod is { IsPublic: true } && property.PropertyType.IsArray
            select $"{type}.{property.Name}";
        Assert.Empty(setters.Concat(fields).Concat(arrays));
    }

    [Theory]
    [InlineData("BonVerify", "Fractions")]
    [InlineData("BonVerify.Conformance", "BonVerify")]
    public void CoreAndJudge_KnowNeitherFSharpNorFsCheckNorXunitNorAConsoleNorProcesses(string library, string known)
    {
        var references = References(library);
        Assert.Contains(known, references);
        Assert.DoesNotContain(
            references,
            name => name is "FSharp.Core" or "FsCheck" or "System.Console" or "System.Diagnostics.Process" or "Spectre.Console" or "System.CommandLine"
                || name.StartsWith("xunit", StringComparison.Ordinal));
    }

    [Fact]
    public void Layers_ReferenceOnlyWhatLiesBelow()
    {
        Assert.Empty(OfThisHouse("BonVerify"));
        Assert.Equal(["BonVerify"], OfThisHouse("BonVerify.FSharp"));
        Assert.Equal(["BonVerify"], OfThisHouse("BonVerify.FsCheck"));
        Assert.Equal(["BonVerify"], OfThisHouse("BonVerify.Conformance"));
        Assert.Equal(["BonVerify", "BonVerify.Conformance"], OfThisHouse("BonVerify.Xunit").Order());
        Assert.DoesNotContain("FsCheck", References("BonVerify.FSharp"));
        Assert.DoesNotContain(References("BonVerify.FsCheck"), name => name.StartsWith("xunit", StringComparison.Ordinal));

        static IEnumerable<string> OfThisHouse(string library) => References(library).Where(name => name.StartsWith("BonVerify", StringComparison.Ordinal));
    }

    [Fact]
    public void FSharpModules_AreUsedByTheirNames()
    {
        var open = from type in Load("BonVerify.FSharp").GetTypes()
                   where type is { IsVisible: true, IsAbstract: true, IsSealed: true, IsNested: false } && !IsGenerated(type)
                   where type.Name is not ("Patterns" or "NumericLiteralQ" or "ComparisonOperators")
                   where type.GetCustomAttributes().All(attribute => attribute.GetType().Name != "RequireQualifiedAccessAttribute")
                   select type.Name;
        Assert.Empty(open);
    }

    private static Assembly Load(string library) => Assembly.Load(library);

    private static string[] References(string library) =>
        [.. Load(library).GetReferencedAssemblies().Select(reference => reference.Name!)];

    // The compiler of F# adds a twin named so to what is inline with constraints on members.
    private static bool IsGenerated(MemberInfo member) =>
        member.Name.EndsWith("$W", StringComparison.Ordinal)
        || member.GetCustomAttributes().Any(attribute => attribute.GetType().Name is "CompilerGeneratedAttribute" or "DebuggerNonUserCodeAttribute")
        || (member.DeclaringType is { } outer && IsGenerated(outer));

    private static bool IsSurface(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    /// <summary>The documentation names of a type and its members, without parameters: overloads count as one.</summary>
    private static IEnumerable<string> NamesOf(Type type)
    {
        var typeName = type.FullName!.Replace('+', '.');
        yield return $"T:{typeName}";
        foreach (var member in type.GetMembers(Declared).Where(member => !IsGenerated(member)))
        {
            var name = member.Name.Replace('.', '#');
            switch (member)
            {
                // Records and unions come with members of their own, and F# with values behind properties.
                case MethodInfo method when IsSurface(method) && IsWritten(type, method):
                    yield return $"M:{typeName}.{name}";
                    break;
                case PropertyInfo property when IsSurface(property.GetMethod) && IsWritten(type, property):
                    yield return $"P:{typeName}.{name}";
                    break;
                // F# documents its literals as properties.
                case FieldInfo { IsPublic: true, IsSpecialName: false } field:
                    yield return $"{(IsFSharp(type) ? 'P' : 'F')}:{typeName}.{name}";
                    break;
                // The parameters of an F# type are described with the type.
                case ConstructorInfo constructor when IsSurface(constructor) && constructor.GetParameters().Length > 0 && !IsFSharp(type):
                    yield return $"M:{typeName}.#ctor";
                    break;
            }
        }
    }

    private static bool IsWritten(Type type, MemberInfo member) =>
        !IsUnion(type)
        && (member is not MethodInfo { IsSpecialName: true } method || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static bool IsFSharp(Type type) => type.Assembly.GetReferencedAssemblies().Any(reference => reference.Name == "FSharp.Core");

    private static bool IsUnion(Type type) =>
        type.GetNestedType("Tags", Declared) is not null;

    private static HashSet<string> Documented(string library)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{library}.xml");
        return XDocument.Load(file).Descendants("member")
            .Where(member => member.HasElements || !string.IsNullOrWhiteSpace(member.Value))
            .Select(member => WithoutSignature(member.Attribute("name")!.Value))
            .ToHashSet(StringComparer.Ordinal);

        static string WithoutSignature(string name)
        {
            var end = name.IndexOfAny(['(', '`', '~']);
            return end < 0 ? name : name[..end];
        }
    }
}
