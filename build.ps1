#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests and verifies BonVerify. Each target is a thin call of dotnet or of the proof script; the first command that
    fails ends the run with its exit code.
.DESCRIPTION
    restore, build, test, verify, proofs (needs bash and Coq), bench (takes long, so "all" leaves it out), pack (into
    artifacts), all.
.EXAMPLE
    ./build.ps1              # build and test
    ./build.ps1 verify       # the full verification run
    ./build.ps1 build pack   # several targets, in this order
    ./build.ps1 all
#>
param(
    [Parameter(Position = 0, ValueFromRemainingArguments)]
    [ValidateSet('restore', 'build', 'test', 'verify', 'proofs', 'bench', 'pack', 'all')]
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

$targets = [ordered]@{
    restore = @('dotnet', 'restore', $solution)
    build   = @('dotnet', 'build', $solution, '-c', 'Release')
    test    = @('dotnet', 'test', $solution, '-c', 'Release')
    verify  = @('dotnet', 'run', '--project', $tool, '-c', 'Release', '--', 'verify')
    proofs  = @('bash', (Get-RepositoryPath 'proofs/check'))
    bench   = @('dotnet', 'run', '--project', $benchmarks, '-c', 'Release', '--', '--filter', '*')
    pack    = @('dotnet', 'pack', $solution, '-c', 'Release', '-o', $artifacts)
}

$chosen = foreach ($name in $Target) {
    if ($name -eq 'all') { foreach ($each in $targets.Keys) { if ($each -ne 'bench') { $each } } } else { $name }
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
