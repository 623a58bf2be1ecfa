using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>
/// A job object that ends its processes when its last handle closes (Windows). This process enters it, so that all that it starts is in it too;
/// the handle is never closed here, so that it closes with the end of this process, however it ends.
/// </summary>
/// <remarks>Its test, KilledCheckTest, runs on Windows only, in the workflow of continuous integration.</remarks>
[SupportedOSPlatform("windows")]
internal static partial class KillOnCloseJob
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;

    /// <summary>Enters such a job; where the system does not let it, programs end with their input.</summary>
    public static void Enter()
    {
        var limits = new ExtendedLimits { Flags = KillOnJobClose };
        if (Environment.Is64BitProcess && CreateJobObject(0, 0) is var job and not 0
            && SetInformationJobObject(job, ExtendedLimitInformation, in limits, ExtendedLimits.Size))
        {
            _ = AssignProcessToJobObject(job, GetCurrentProcess());
        }
    }

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint CreateJobObject(nint attributes, nint name);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(nint job, int kind, in ExtendedLimits limits, int size);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(nint job, nint process);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetCurrentProcess();

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64 bits; the flags follow two times of eight bytes, and all else stays zero.</summary>
    [StructLayout(LayoutKind.Explicit, Size = Size)]
    private struct ExtendedLimits
    {
        public const int Size = 144;

        [FieldOffset(16)]
        public uint Flags;
    }
}
