#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests and verifies BonVerify. Each target is a thin call of dotnet or of the proof script.
.EXAMPLE
    ./build.ps1              # build and test
    ./build.ps1 verify       # the full verification run
    ./build.ps1 all
#>
param(
    [ValidateSet('restore', 'build', 'test', 'verify', 'proofs', 'pack', 'all')]
    [string[]] $Target = @('build', 'test')
)

$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot

function Invoke-Tool {
    param([string] $Command, [string[]] $Arguments)
    Write-Host "> $Command $($Arguments -join ' ')"
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

$targets = [ordered]@{
    restore = { Invoke-Tool dotnet @('restore', 'BonVerify.sln') }
    build   = { Invoke-Tool dotnet @('build', 'BonVerify.sln', '-c', 'Release') }
    test    = { Invoke-Tool dotnet @('test', 'BonVerify.sln', '-c', 'Release') }
    verify  = { Invoke-Tool dotnet @('run', '--project', 'src/BonVerify.Cli', '-c', 'Release', '--', 'verify') }
    proofs  = { Invoke-Tool bash @('proofs/check') }
    pack    = { Invoke-Tool dotnet @('pack', 'BonVerify.sln', '-c', 'Release', '-o', 'artifacts') }
}

$chosen = if ($Target -contains 'all') { $targets.Keys } else { $Target }
foreach ($name in $chosen) { & $targets[$name] }
