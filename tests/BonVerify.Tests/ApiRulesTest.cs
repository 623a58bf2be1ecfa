using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using BonVerify.Policies;

namespace BonVerify.Tests;

/// <summary>The house rules of the library, read from its assembly.</summary>
public class ApiRulesTest
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Each layer may use itself and those before it, but for those of which neither may use the other.
    private static readonly string[] Layers =
        ["Numerics", "Policies", "Measures", "Pools", "Estimators", "Bounds", "Neighbours", "Evaluation", "Claims", "Quantities", "Interchange"];

    private static readonly string[] Apart = ["Claims", "Quantities"];

    private static readonly Type[] AllTypes = typeof(ReferencePolicy).Assembly.GetTypes();

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    [Fact]
    public void OutParameters_OnlyOnTryMethods()
    {
        var offenders =
            from type in AllTypes
            where type.IsVisible
            from method in type.GetMethods(Everything)
            where (method.IsPublic || method.IsFamily) && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            where !method.Name.StartsWith("Try", StringComparison.Ordinal) && method.GetParameters().Any(p => p.IsOut)
            select $"{type}.{method.Name}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void PublicTypes_AreImmutable()
    {
        var setters =
            from type in AllTypes
            where type.IsVisible
            from property in type.GetProperties(Everything)
            where property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type}.{property.Name}";
        var fields =
            from type in AllTypes
            where type.IsVisible
            from field in type.GetFields(Everything)
            where field is { IsPublic: true, IsInitOnly: false, IsLiteral: false, IsSpecialName: false }
            select $"{type}.{field.Name}";
        Assert.Empty(setters.Concat(fields));
    }

    [Fact]
    public void Fractions_OfThePackage_AppearInTwoConversionsOnly()
    {
        // What a caller meets is Rational, which has no NaN and rounds correctly; the package stays within.
        var uses = AllTypes.Where(type => type.IsVisible).SelectMany(FractionsOf).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(
            [
                "BonVerify.Numerics.Rational: BonVerify.Numerics.Rational op_Explicit(Fractions.Fraction)",
                "BonVerify.Numerics.Rational: Fractions.Fraction op_Explicit(BonVerify.Numerics.Rational)",
            ],
            uses);
        var found = FractionsOf(typeof(UsesFractions)).ToArray();
        Assert.All(["List`1", "Field", "TryGet"], part => Assert.Contains(found, use => use.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public void Layers_UseNoLaterLayer()
    {
        foreach (var type in AllTypes.Where(type => LayerOf(type) >= 0))
        {
            var later = UsedBy(type).Where(used => LayerOf(used) > LayerOf(type)).Select(used => $"{type} uses {used}");
            Assert.Empty(later);
        }
    }

    [Fact]
    public void ClaimsAndQuantities_DoNotNeedEachOther()
    {
        foreach (var type in AllTypes.Where(type => Apart.Contains(NameOf(type))))
        {
            var others = UsedBy(type).Where(used => Apart.Contains(NameOf(used)) && NameOf(used) != NameOf(type)).Select(used => $"{type} uses {used}");
            Assert.Empty(others);
        }

        static string? NameOf(Type type) => LayerOf(type) is var layer and >= 0 ? Layers[layer] : null;
    }

    [Fact]
    public void FloatingPoint_IsUsedByEvaluationAlone()
    {
        var evaluation = Array.IndexOf(Layers, "Evaluation");
        Assert.All(
            AllTypes.Where(type => LayerOf(type) is var layer && layer >= 0 && layer != evaluation),
            type => Assert.DoesNotContain(UsedBy(type), IsFloatingPoint));
        Assert.Contains(AllTypes.Where(type => LayerOf(type) == evaluation).SelectMany(UsedBy), IsFloatingPoint);
        Assert.Contains(AllTypes.Where(IsFloatingPoint).SelectMany(UsedBy), used => LayerOf(used) == Array.IndexOf(Layers, "Measures"));

        static bool IsFloatingPoint(Type type) => RoomOf(type) is not null;
    }

    [Theory]
    [InlineData("Lanes")]
    [InlineData("Pairs", "Lanes")]
    [InlineData("Certified", "Lanes", "Pairs")]
    [InlineData("Fast", "Lanes", "Pairs")]
    [InlineData("Integers", "Lanes")]
    [InlineData("Wide", "Pairs")]
    [InlineData("Routes", "Certified", "Lanes", "Pairs", "Wide")]
    public void RoomsOfFloatingPoint_UseNoOthers(string room, params string[] others)
    {
        var types = AllTypes.Where(type => RoomOf(type) == room).ToArray();
        var used = types.SelectMany(UsedBy).Select(RoomOf).OfType<string>().Distinct().Order();
        Assert.NotEmpty(types);
        Assert.Equal(others.Append(room).Order(), used);
        Assert.DoesNotContain(types, static type => type.IsVisible);
    }

    [Fact]
    public void Walker_FindsUsesInBodiesAndClosuresAndSignatures()
    {
        Assert.All(Layers, layer => Assert.Contains(AllTypes, type => LayerOf(type) == Array.IndexOf(Layers, layer)));
        var byLayer = AllTypes.Where(type => LayerOf(type) >= 0)
            .SelectMany(type => UsedBy(type).Select(used => (From: LayerOf(type), To: LayerOf(used))))
            .ToHashSet();
        foreach (var (from, to) in new[]
        {
            ("Claims", "Numerics"), ("Claims", "Bounds"), ("Bounds", "Estimators"), ("Interchange", "Quantities"), ("Interchange", "Claims"),
            ("Evaluation", "Measures"), ("Claims", "Evaluation"), ("Quantities", "Evaluation"),
        })
        {
            Assert.Contains((Array.IndexOf(Layers, from), Array.IndexOf(Layers, to)), byLayer);
        }

        // In a body only, in a closure only, in a signature only.
        Assert.Contains(typeof(Enumeration), UsedBy(typeof(UsesInABody)));
        Assert.Contains(UsedBy(typeof(UsesInAClosure).GetNestedTypes(Everything).Single()), used => used == typeof(Enumeration));
        Assert.Contains(typeof(ReferencePolicy), UsedBy(typeof(IUsesInASignature)));
        Assert.DoesNotContain(typeof(Enumeration), UsedBy(typeof(IUsesInASignature)));
    }

    /// <summary>The surface of a type where it names the package Fractions: bases, contracts, fields, properties and methods.</summary>
    private static IEnumerable<string> FractionsOf(Type type)
    {
        var contracts = type.GetInterfaces().Append(type.BaseType).Where(Named).Select(contract => $"{type}: {contract}");
        var fields = type.GetFields(Everything).Where(field => field is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true })
            .Where(field => Named(field.FieldType)).Select(field => $"{type}: {field}");
        var methods = type.GetMethods(Everything).Concat<MethodBase>(type.GetConstructors(Everything))
            .Where(method => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true })
            .Where(method => Named((method as MethodInfo)?.ReturnType) || method.GetParameters().Any(parameter => Named(parameter.ParameterType)))
            .Select(method => $"{type}: {method}");
        return contracts.Concat(fields).Concat(methods);

        static bool Named(Type? used) => used is not null
            && (used.HasElementType
                ? Named(used.GetElementType())
                : used.Namespace == "Fractions" || used.GetGenericArguments().Where(argument => argument != used).Any(Named));
    }

    /// <summary>The folder below FloatingPoint; empty for what stands in FloatingPoint itself, null elsewhere.</summary>
    private static string? RoomOf(Type type) => type.Namespace?.Split('.') is ["BonVerify", "FloatingPoint", .. var room]
        ? string.Concat(room)
        : null;

    private static int LayerOf(Type type) =>
        type.Namespace is { } name && name.StartsWith("BonVerify.", StringComparison.Ordinal)
            ? Array.IndexOf(Layers, name.Split('.')[1])
            : -1;

    private static HashSet<Type> UsedBy(Type type)
    {
        var used = new HashSet<Type>();
        Add(used, type.BaseType);
        foreach (var contract in type.GetInterfaces())
        {
            Add(used, contract);
        }

        foreach (var field in type.GetFields(Everything))
        {
            Add(used, field.FieldType);
        }

        foreach (var method in type.GetMethods(Everything).Concat<MethodBase>(type.GetConstructors(Everything)))
        {
            AddSignature(used, method);
            AddBody(used, method);
        }

        return used;
    }

    private static void AddSignature(HashSet<Type> used, MethodBase method)
    {
        Add(used, (method as MethodInfo)?.ReturnType);
        foreach (var parameter in method.GetParameters())
        {
            Add(used, parameter.ParameterType);
        }
    }

    private static void AddBody(HashSet<Type> used, MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        foreach (var local in body.LocalVariables)
        {
            Add(used, local.LocalType);
        }

        var il = body.GetILAsByteArray()!;
        for (var i = 0; i < il.Length;)
        {
            var value = il[i] == 0xfe ? unchecked((short)(0xfe00 | il[i + 1])) : il[i];
            var code = Codes[value];
            i += code.Size;
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    AddMember(used, method, BitConverter.ToInt32(il, i));
                    break;
                case OperandType.InlineSwitch:
                    i += 4 * BitConverter.ToInt32(il, i);
                    break;
            }

            i += OperandSize(code.OperandType);
        }
    }

    private static int OperandSize(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static void AddMember(HashSet<Type> used, MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        var member = method.Module.ResolveMember(token, typeArguments, methodArguments);
        Add(used, member as Type ?? member!.DeclaringType);
        if (member is FieldInfo field)
        {
            Add(used, field.FieldType);
        }
        else if (member is MethodBase called)
        {
            AddSignature(used, called);
            foreach (var argument in called.IsGenericMethod ? called.GetGenericArguments() : [])
            {
                Add(used, argument);
            }
        }
    }

    private static void Add(HashSet<Type> used, Type? type)
    {
        if (type is null)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(used, type.GetElementType());
        }
        else if (used.Add(type))
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Add(used, argument);
            }
        }
    }

    private static class UsesInABody
    {
        public static bool Number() => Enumeration.TupleCount(ReferencePolicy.FromWeights(1), 1).IsOne;
    }

    private static class UsesInAClosure
    {
        public static Func<object> Make(int n) => () => Enumeration.TupleCount(ReferencePolicy.FromWeights(1), n);
    }

    private sealed class UsesFractions : List<Fractions.Fraction>
    {
        public static readonly Dictionary<string, Fractions.Fraction[]> Field = [];

        public static bool TryGet(out Fractions.Fraction value)
        {
            value = default;
            return true;
        }
    }

    private interface IUsesInASignature
    {
        ReferencePolicy Policy();
    }
}
