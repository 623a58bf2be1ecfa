using System.Globalization;
using System.Reflection;
using BonVerify.Interchange;

namespace BonVerify.Tests.Interchange;

public class BestOfNImplementationTest
{
    public static TheoryData<string> Members { get; } =
        [.. typeof(IBestOfNImplementation).GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Members))]
    public void Default_SaysThatTheMemberIsUnsupported(string member)
    {
        var method = typeof(IBestOfNImplementation).GetMethod(member)!;
        var arguments = method.GetParameters()
            .Select(parameter => parameter.ParameterType == typeof(double[]) ? new[] { 1.0 } : Convert.ChangeType(1, parameter.ParameterType, CultureInfo.InvariantCulture))
            .ToArray();
        var error = Assert.Throws<TargetInvocationException>(() => method.Invoke(new Nothing(), arguments)).InnerException;
        Assert.Equal($"{member} is not implemented.", Assert.IsType<NotSupportedException>(error).Message);
    }

    [Fact]
    public void Members_AreThoseOfTheSuite() => Assert.Equal(10, Members.Count);

    private sealed class Nothing : IBestOfNImplementation;
}
