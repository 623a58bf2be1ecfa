using System.Reflection;

namespace BonVerify.Tests;

/// <summary>
/// Makes what Stryker puts into the library quick: which mutants a test reaches is marked in an array, not looked up in a list under a lock, which
/// makes a test fifty times as long.
/// </summary>
internal static class Quicken
{
    /// <summary>Writes a library anew, with a field Reached of as many bytes as there are mutants.</summary>
    /// <param name="library">The library with all mutants in it.</param>
    /// <param name="to">Where to.</param>
    /// <param name="cecil">The library that Stryker itself changes assemblies with.</param>
    public static void Library(string library, string to, string cecil)
    {
        var kinds = Assembly.LoadFrom(cecil);
        Type Kind(string name) => kinds.GetType("Mono.Cecil." + name, throwOnError: true)!;
        dynamic module = Kind("ModuleDefinition").GetMethod("ReadModule", [typeof(string)])!.Invoke(null, [library])!;
        dynamic control = Enumerable.Single((IEnumerable<dynamic>)module.Types, static (dynamic type) => (bool)(type.Name == "MutantControl"));
        dynamic Field(string name) => Enumerable.Single((IEnumerable<dynamic>)control.Fields, (dynamic field) => (bool)(field.Name == name));
        dynamic method = Enumerable.Single((IEnumerable<dynamic>)control.Methods, static (dynamic method) => (bool)(method.Name == "IsActive"));

        dynamic bytes = Activator.CreateInstance(Kind("ArrayType"), module.TypeSystem.Byte)!;
        dynamic reached = Activator.CreateInstance(Kind("FieldDefinition"), "Reached", Enum.Parse(Kind("FieldAttributes"), "Public, Static"), bytes)!;
        control.Fields.Add(reached);

        // return CaptureCoverage ? (Reached[id] = 1) == 0 : id == ActiveMutant;
        method.Body = (dynamic)Activator.CreateInstance(Kind("Cil.MethodBody"), method)!;
        dynamic il = method.Body.GetILProcessor();
        dynamic Code(string name) => Kind("Cil.OpCodes").GetField(name)!.GetValue(null)!;
        dynamic compares = il.Create(Code("Ldarg_0"));
        il.Append(il.Create(Code("Ldsfld"), Field("CaptureCoverage")));
        il.Append(il.Create(Code("Brfalse_S"), compares));
        il.Append(il.Create(Code("Ldsfld"), reached));
        il.Append(il.Create(Code("Ldarg_0")));
        il.Append(il.Create(Code("Ldc_I4_1")));
        il.Append(il.Create(Code("Stelem_I1")));
        il.Append(il.Create(Code("Ldc_I4_0")));
        il.Append(il.Create(Code("Ret")));
        il.Append(compares);
        il.Append(il.Create(Code("Ldsfld"), Field("ActiveMutant")));
        il.Append(il.Create(Code("Ceq")));
        il.Append(il.Create(Code("Ret")));
        module.Write(to);
    }
}
