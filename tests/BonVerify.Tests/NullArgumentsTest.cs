using System.Reflection;
using BonVerify.Claims;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Pools;
using BonVerify.Quantities;

namespace BonVerify.Tests;

/// <summary>What may not be null is refused by name, in every public method and constructor whose other arguments can be made here.</summary>
public class NullArgumentsTest
{
    private static readonly Dictionary<Type, object> Samples = new object[]
    {
        new Rational(1, 2), new System.Numerics.BigInteger(2), 2, 2L, 2UL, 0.5, true, 'x', "1", CancellationToken.None, Dyadic.One, Enclosure.One,
        ReferencePolicy.FromWeights(1, 2), new BestOfN(ReferencePolicy.FromWeights(1, 2), 2), new EnclosedBestOfN(ReferencePolicy.FromWeights(1, 2), 2, 64),
        LinearFormInLogarithms.Ln(2), new SplitMix64(1), Pool.Of([1, 2]), Catalogue.All[0], CaseKind.All[0], Quantity.All[0],
    }.ToDictionary(static sample => sample.GetType());

    // Positional records and exceptions carry what they are given.
    private static readonly MethodBase[] Members =
    [
        .. from type in typeof(Rational).Assembly.GetTypes()
           where type.IsVisible && !type.ContainsGenericParameters && !type.IsAssignableTo(typeof(Delegate)) && !type.IsAssignableTo(typeof(Exception))
           from member in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
               .Cast<MethodBase>().Concat(type.IsAbstract || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null ? [] : type.GetConstructors())
           where !member.ContainsGenericParameters && !(member.IsSpecialName && member.Name.StartsWith("set_", StringComparison.Ordinal))
           where member.GetParameters().All(static parameter => !parameter.ParameterType.IsByRefLike && !parameter.ParameterType.IsByRef)
           select member,
    ];

    // An operator hands both sides on. These give an answer for null as well: nothing has that id, and null is below everything.
    private static readonly string[] TakeNull = ["CaseKind.Find", "Quantity.Find", "LinearFormInLogarithms.op_"];

    public static TheoryData<string> Rooms => [.. Members.Select(static member => member.DeclaringType!.Namespace!).Distinct().Order()];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void PublicMembers_RefuseNullByName(string room)
    {
        var wrong =
            from member in Members
            where member.DeclaringType!.Namespace == room
            let parameters = member.GetParameters()
            from parameter in parameters
            where IsNeverNull(parameter)
            let arguments = parameters.Select(other => other == parameter ? null : Make(other.ParameterType)).ToArray()
            where arguments.Zip(parameters).All(pair => pair.First is not null || pair.Second == parameter || !IsNeverNull(pair.Second))
            let target = member.IsStatic || member.IsConstructor ? null : Make(member.DeclaringType!)
            where member.IsStatic || member.IsConstructor || target is not null
            let name = $"{member.DeclaringType!.Name}.{member.Name}"
            where !TakeNull.Any(some => name.StartsWith(some, StringComparison.Ordinal))
            let thrown = Thrown(member, target, arguments)
            where thrown is not ArgumentNullException refusal
                || (refusal.ParamName != parameter.Name && !member.Name.StartsWith("op_", StringComparison.Ordinal))
            select $"{name}: {parameter.Name}: {thrown?.GetType().Name} {thrown?.Message}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Members_WhoseArgumentsCanBeMade_AreMost()
    {
        var parameters = Members.SelectMany(static member => member.GetParameters()).Where(IsNeverNull).ToArray();
        Assert.InRange(parameters.Count(static parameter => Make(parameter.ParameterType) is not null), parameters.Length * 9 / 10, parameters.Length);
    }

    private static Exception? Thrown(MethodBase member, object? target, object?[] arguments)
    {
        try
        {
            _ = member is ConstructorInfo constructor ? constructor.Invoke(arguments) : member.Invoke(target, arguments);
            return null;
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException;
        }
    }

    private static bool IsNeverNull(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull;

    private static object? Make(Type type) =>
        Samples.GetValueOrDefault(type)
        ?? (type.IsEnum ? Enum.GetValues(type).GetValue(0)
            : type.IsArray ? Filled(type.GetElementType()!)
            : type.IsGenericType && type.GetGenericArguments() is [var element] && type.IsAssignableFrom(element.MakeArrayType()) ? Filled(element)
            : Samples.Values.FirstOrDefault(type.IsInstanceOfType) ?? Made(type));

    private static Array Filled(Type element)
    {
        var array = Array.CreateInstance(element, 2);
        array.SetValue(Make(element), 0);
        array.SetValue(Make(element), 1);
        return array;
    }

    // By the first constructor or maker of its own that takes what can be made.
    private static object? Made(Type type) => Members
        .Where(member => member.DeclaringType == type && (member is ConstructorInfo || member is MethodInfo { IsStatic: true } maker && maker.ReturnType == type))
        .Where(member => member.GetParameters().All(parameter => parameter.ParameterType != type && Make(parameter.ParameterType) is not null))
        .Select(static member => Result(member, [.. member.GetParameters().Select(static parameter => Make(parameter.ParameterType))]))
        .FirstOrDefault(static made => made is not null) ?? (type.IsValueType ? Activator.CreateInstance(type) : null);

    private static object? Result(MethodBase member, object?[] arguments)
    {
        try
        {
            return member is ConstructorInfo constructor ? constructor.Invoke(arguments) : member.Invoke(null, arguments);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }
}
