namespace BonVerify.Tests;

/// <summary>Takes the library with all mutants in it away while Stryker has it beside the tests; the script mutants.py puts this there, in a copy.</summary>
public class TakeMutants
{
    [Fact]
    public void Copy()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "BonVerify.dll");
        var to = Environment.GetEnvironmentVariable("BONVERIFY_MUTANTS")!;

        // At first the tests run with the library as it is.
        if (System.Reflection.Assembly.LoadFrom(library).GetTypes().Any(static type => type.Name == "MutantControl"))
        {
            File.Copy(library, to, overwrite: true);
        }
    }
}
