#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests and verifies BonVerify. Each target is a thin call of dotnet or of the proof script; the first command that
    fails ends the run with its exit code.
.DESCRIPTION
    restore, build, test, verify, proofs (needs bash and Coq), pack (into artifacts), all of these; and for themselves bench (takes long),
    docs (the documentation as a site, into
    artifacts/site; build comes before it), native (the tool as an executable without .NET, into artifacts/tool), library (the C library, into artifacts/library) and python (a
    wheel with that library, into artifacts). native and library need a C compiler, python needs pip, setuptools and wheel.
.EXAMPLE
    ./build.ps1              # build and test
    ./build.ps1 verify       # the full verification run
    ./build.ps1 build pack   # several targets, in this order
    ./build.ps1 library python
    ./build.ps1 all
#>
param(
    [Parameter(Position = 0, ValueFromRemainingArguments)]
    [ValidateSet('restore', 'build', 'test', 'verify', 'proofs', 'pack', 'bench', 'docs', 'native', 'library', 'python', 'all')]
    [string[]] $Target = @('build', 'test')
)

$ErrorActionPreference = 'Stop'

# Only the language and .NET are used, so that any host of PowerShell can run this file.
function Get-RepositoryPath {
    param([string] $Path)
    [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, $Path))
}

$solution = Get-RepositoryPath 'BonVerify.sln'
$tool = Get-RepositoryPath 'src/BonVerify.Cli'
$benchmarks = Get-RepositoryPath 'tests/BonVerify.Benchmarks'
$artifacts = Get-RepositoryPath 'artifacts'

# The machine's own runtime; what lies between has a folder of its own, apart from the usual one that tests and packing use.
$information = [System.Runtime.InteropServices.RuntimeInformation]
$platforms = [System.Runtime.InteropServices.OSPlatform]
$system = if ($information::IsOSPlatform($platforms::Windows)) { 'win' } elseif ($information::IsOSPlatform($platforms::OSX)) { 'osx' } else { 'linux' }
$runtime = "$system-$($information::OSArchitecture)".ToLowerInvariant()
$between = Get-RepositoryPath 'artifacts/publish'
$python = if ($system -eq 'win') { 'python' } else { 'python3' }
function Get-Publish {
    param([string] $Project, [string] $Folder)
    'dotnet', 'publish', (Get-RepositoryPath $Project), '-c', 'Release', '-r', $runtime, '--artifacts-path', $between, '-o', (Get-RepositoryPath $Folder)
}

$targets = [ordered]@{
    restore = @('dotnet', 'restore', $solution)
    build   = @('dotnet', 'build', $solution, '-c', 'Release')
    test    = @('dotnet', 'test', $solution, '-c', 'Release')
    verify  = @('dotnet', 'run', '--project', $tool, '-c', 'Release', '--', 'verify')
    proofs  = @('bash', (Get-RepositoryPath 'proofs/check'))
    pack    = @('dotnet', 'pack', $solution, '-c', 'Release', '-o', $artifacts)
    bench   = @('dotnet', 'run', '--project', $benchmarks, '-c', 'Release', '--', '--filter', '*')
    docs    = @('dotnet', 'fsi', (Get-RepositoryPath '.github/site/site.fsx'))
    native  = Get-Publish 'src/BonVerify.Cli' 'artifacts/tool'
    library = Get-Publish 'src/BonVerify.Native' 'artifacts/library'
    python  = @($python, '-m', 'pip', 'wheel', '--no-deps', '--no-build-isolation', '-w', $artifacts, (Get-RepositoryPath 'src/bonverify-python'))
}
$forThemselves = 'bench', 'docs', 'native', 'library', 'python'

$chosen = foreach ($name in $Target) {
    if ($name -eq 'all') { foreach ($each in $targets.Keys) { if ($each -notin $forThemselves) { $each } } } else { $name }
}

foreach ($name in $chosen) {
    $command = $targets[$name][0]
    [string[]] $arguments = $targets[$name][1..($targets[$name].Length - 1)]
    [System.Console]::WriteLine("> $command $arguments")
    & $command @arguments
    if ($LASTEXITCODE -ne 0) {
        [System.Console]::Error.WriteLine("$name failed: $command ended with exit code $LASTEXITCODE")
        exit $LASTEXITCODE
    }
}
