using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using BonVerify.Claims;
using BonVerify.Evaluation;

namespace BonVerify.Cli.Verification;

/// <summary>Claims of a user's own: the static properties and fields of public types of an assembly that are claims or lists of them.</summary>
internal static class AssemblyClaims
{
    /// <summary>The claims to decide: the chosen ones among those of the catalogue and of assemblies, by default all of the assemblies', if there are any.</summary>
    /// <exception cref="InputException">An assembly cannot be read, an id occurs twice, or is unknown.</exception>
    public static IReadOnlyList<Claim> Select(string? ids, IEnumerable<string> paths)
    {
        var own = paths.SelectMany(Load).ToArray();
        var known = (Claim[])[.. Catalogue.All, .. own];
        if (known.GroupBy(static claim => claim.Id).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw new InputException($"the claim '{twice.Key}' occurs twice; ids must differ from each other and from those of the catalogue.");
        }

        if (ids is null)
        {
            return own.Length > 0 ? own : Catalogue.All;
        }

        var wanted = ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = wanted.FirstOrDefault(id => known.All(claim => claim.Id != id));
        return wanted.Length > 0 && unknown is null ? known.Where(claim => wanted.Contains(claim.Id)).ToArray() : throw new InputException(
            $"--claims is '{unknown ?? ids}'{Suggestion.For(unknown ?? ids, known)}; it must name claims among {string.Join(", ", known.AsEnumerable())}.");
    }

    /// <summary>The claims of an assembly, in the order of their ids.</summary>
    /// <exception cref="InputException">It cannot be read, or has none.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The native tool refuses before it comes here.")]
    public static IReadOnlyList<Claim> Load(string path)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new InputException("--assembly needs the tool of dotnet: this native executable cannot load code.");
        }

        try
        {
            var full = Path.GetFullPath(path);
            var found = new LoadContext(full).LoadFromAssemblyPath(full).GetExportedTypes()
                .Where(static type => !type.ContainsGenericParameters)
                .SelectMany(ValuesOf)
                .Distinct()
                .OrderBy(static claim => claim.Id, StringComparer.Ordinal)
                .Select(Guarded)
                .ToArray();
            return found.Length > 0 ? found : throw new InputException(
                $"{path} has no claims; they must be public static properties or fields of a public type, of type Claim or lists of it.");
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException or ArgumentException
            or TypeLoadException or InvalidOperationException)
        {
            throw new InputException($"cannot load {path}: {e.Message}");
        }
        catch (TargetInvocationException e)
        {
            throw new InputException($"cannot read the claims of {path}: {e.InnerException?.Message}");
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The native tool refuses before it comes here.")]
    private static IEnumerable<Claim> ValuesOf(Type type)
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var properties = type.GetProperties(Static)
            .Where(static property => property.GetMethod is not null && property.GetIndexParameters().Length == 0 && IsClaims(property.PropertyType))
            .Select(static property => property.GetValue(null));
        var fields = type.GetFields(Static).Where(static field => IsClaims(field.FieldType)).Select(static field => field.GetValue(null));
        return properties.Concat(fields).SelectMany(static value => value as IEnumerable<Claim> ?? (value is Claim claim ? [claim] : []));
    }

    private static bool IsClaims(Type type) => type == typeof(Claim) || type.IsAssignableTo(typeof(IEnumerable<Claim>));

    /// <summary>The claim, with the case in the message when its function throws.</summary>
    private static Claim Guarded(Claim claim) => claim.DecidedBy(policy => Decide(claim, policy));

    private static Verdict Decide(Claim claim, PolicyEvaluation policy)
    {
        try
        {
            return claim.Evaluate(policy);
        }
#pragma warning disable CA1031 // It is not ours, and may throw anything.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new InputException(FormattableString.Invariant($"{claim.Id} throws for {policy.Reference}, n = {policy.N}: {e.Message}"));
        }
    }

    /// <summary>What the tool itself has is shared, so that a claim there is a claim here; the rest comes from beside the assembly.</summary>
    private sealed class LoadContext(string path) : AssemblyLoadContext
    {
        private readonly AssemblyDependencyResolver resolver = new(path);
        private readonly string folder = Path.GetDirectoryName(path)!;

        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The native tool refuses before it comes here.")]
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            try
            {
                return Default.LoadFromAssemblyName(assemblyName);
            }
            catch (FileNotFoundException)
            {
                var beside = Path.Combine(folder, assemblyName.Name + ".dll");
                return resolver.ResolveAssemblyToPath(assemblyName) is { } resolved ? LoadFromAssemblyPath(resolved)
                    : File.Exists(beside) ? LoadFromAssemblyPath(beside)
                    : null;
            }
        }
    }
}
