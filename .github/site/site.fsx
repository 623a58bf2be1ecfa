// The documentation as a site: the pages of the repository, the F# scripts of the examples, and the API of the packages, by fsdocs.
// Run from a clone that is built: dotnet fsi .github/site/site.fsx [OUTPUT]. A link that leads nowhere ends it with exit code 1.
open System
open System.Diagnostics
open System.IO
open System.Text.RegularExpressions

let root = Path.GetFullPath(Path.Combine(__SOURCE_DIRECTORY__, "..", ".."))
let under (path: string) = Path.GetFullPath(Path.Combine(root, path))
let output = match fsi.CommandLineArgs with [| _; folder |] -> Path.GetFullPath folder | _ -> under "artifacts/site"
let input = under "artifacts/site-pages"

// Where a page comes from, its name on the site, and its place and title in the list at the side.
let pages =
    [ "README.md", "index", "BonVerify"
      "src/BonVerify.Cli/GUIDE.md", "tool", "The tool"
      "src/BonVerify.Cli/SCALE.md", "scale", "On many machines"
      "src/BonVerify.Cli/ROBUSTNESS.md", "robustness", "When something goes wrong"
      "src/BonVerify/GUIDE.md", "libraries", "The libraries"
      "src/bonverify-python/README.md", "python", "Python"
      "src/BonVerify.Native/README.md", "c", "C and C++"
      "src/BonVerify/TRUST.md", "trust", "How far to trust it"
      "proofs/CLAIMS.md", "claims", "All claims"
      "src/BonVerify.Conformance/PROTOCOL.md", "protocol", "The protocol of check"
      "tests/vectors/README.md", "vectors", "Golden vectors"
      "tests/BonVerify.Benchmarks/README.md", "speed", "How fast it is"
      "tests/examples/tour.fsx", "tour", "A tour in F#"
      "tests/examples/refute-the-formula.fsx", "refute-the-formula", "Refuting the formula"
      "tests/examples/your-own-claim.fsx", "your-own-claim", "A claim of your own"
      "CHANGELOG.md", "changes", "Changes" ]

let projects =
    [ for name in [ "BonVerify"; "BonVerify.FSharp"; "BonVerify.FsCheck"; "BonVerify.Conformance" ] ->
          Directory.GetFiles(under $"src/{name}", "*.*proj") |> Array.exactlyOne ]

// Stands for the folder of the site until all pages are written.
let siteRoot = "/the-root-of-the-site/"
let images = Path.Combine(input, "img")

/// A link of a page as a link of the site. What is no page of it stays as its text: it is in the repository.
let rewritten (page: string) (link: Match) =
    let (text, target) = link.Groups[2].Value, link.Groups[3].Value
    let parts = target.Split '#'
    let file = Path.GetRelativePath(root, Path.Combine(Path.GetDirectoryName(under page), parts[0])).Replace('\\', '/')
    if link.Groups[1].Value = "!" then
        File.Copy(under file, Path.Combine(images, Path.GetFileName file), true)
        $"![{text}](img/{Path.GetFileName file})"
    else
        match pages |> List.tryFind (fun (source, _, _) -> source = file) with
        | Some(_, name, _) -> $"""[{text}]({name}.html{if parts.Length > 1 then "#" + parts[1] else ""})"""
        | None -> text

let write index (page: string, name: string, title: string) =
    let text = File.ReadAllText(under page)
    if page.EndsWith ".fsx" then
        // The title of a script stands in its first lines, as fsdocs wants it.
        // The names in it are looked up in what is built here instead of in packages.
        let references = [ "Fractions"; "BonVerify"; "BonVerify.FSharp"; "FsCheck"; "BonVerify.FsCheck" ] |> List.map (fun each -> $"#r \"{each}.dll\"") |> String.concat "\n"
        let folders = [ "src/BonVerify.Cli"; "src/BonVerify.FSharp" ] |> List.map (fun each -> $"""#I "{under each}/bin/Release/net10.0" """) |> String.concat "\n"
        let code = text.Replace("#r \"nuget: ", "// #r \"nuget: ")
        File.WriteAllText(
            Path.Combine(input, name + ".fsx"),
            $"(**\n---\ntitle: {title}\ncategory: Pages\ncategoryindex: 1\nindex: {index}\n---\n\n# {title}\n*)\n(*** hide ***)\n{folders}\n{references}\n(*** show ***)\n{code}")
    else
        let links = Regex.Replace(text, @"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?!https?:|#|mailto:)([^)\s]+)\)", MatchEvaluator(rewritten page))
        File.WriteAllText(Path.Combine(input, name + ".md"), $"---\ntitle: {title}\ncategory: Pages\ncategoryindex: 1\nindex: {index}\n---\n\n{links}")

let run (name: string) (arguments: string list) =
    use started = Process.Start(ProcessStartInfo(name, arguments, WorkingDirectory = root))
    started.WaitForExit()
    if started.ExitCode <> 0 then
        eprintfn $"{name} ended with exit code {started.ExitCode}"
        exit 1

if Directory.Exists input then Directory.Delete(input, true)
Directory.CreateDirectory images |> ignore
pages |> List.iteri write
File.Copy(Path.Combine(__SOURCE_DIRECTORY__, "_template.html"), Path.Combine(input, "_template.html"))
File.Copy(Path.Combine(__SOURCE_DIRECTORY__, "site.css"), Path.Combine(input, "site.css"))
run "dotnet" [ "tool"; "restore" ]
run "dotnet" ([ "fsdocs"; "build"; "--input"; input; "--output"; output; "--clean"; "--properties"; "Configuration=Release"; "--parameters"; "root"; siteRoot; "--projects" ] @ projects)

// The site may lie in any folder: its links are relative.
for file in Directory.GetFiles(output, "*.*", SearchOption.AllDirectories) do
    if List.contains (Path.GetExtension file) [ ".html"; ".json" ] then
        let up = if Path.GetDirectoryName file = output then "" else "../"
        let relative = File.ReadAllText(file).Replace(siteRoot, up)
        // Headings have the names that links in the repository give them.
        let named = Regex.Replace(relative, "<a name=\"([^\"]+)\" class=\"anchor\" href=\"#[^\"]+\"", fun m -> m.Value.ToLowerInvariant())
        // A type within another has no page of its own: its text is on that of the outer one.
        let rec existing name =
            match (name: string).LastIndexOf '-' with
            | at when at > 0 && not (File.Exists(Path.Combine(output, "reference", name + ".html"))) -> existing name[.. at - 1]
            | _ -> name
        File.WriteAllText(file, Regex.Replace(named, "(?<=reference/)([a-z0-9-]+)(?=\\.html)", fun m -> existing m.Value))
    elif List.contains (Path.GetExtension file) [ ".md"; ".txt"; ".config" ] || file.Contains "content" then
        // Copies for other readers, and the scripts of the theme that is not used.
        File.Delete file

// Every link within the site leads to a file, and to a place in it.
let decoded (text: string) = Net.WebUtility.HtmlDecode text |> Uri.UnescapeDataString
let ids =
    let known = Collections.Generic.Dictionary<string, Set<string>>()
    fun file ->
        if not (known.ContainsKey file) then
            known[file] <- Set.ofSeq (Regex.Matches(File.ReadAllText file, "(?:id|name)=\"([^\"]+)\"") |> Seq.map (fun m -> decoded m.Groups[1].Value))
        known[file]

let broken =
    [ for file in Directory.GetFiles(output, "*.html", SearchOption.AllDirectories) do
          for link in Regex.Matches(File.ReadAllText file, "(?:href|src)=\"([^\"]*)\"") do
              let target = decoded link.Groups[1].Value
              if not (Regex.IsMatch(target, "^(https?:|mailto:|data:|javascript:|$)")) then
                  let parts = target.Split '#'
                  let path = if parts[0] = "" then file else Path.GetFullPath(Path.Combine(Path.GetDirectoryName file, parts[0].Split('?').[0]))
                  if not (File.Exists path) then yield $"{Path.GetRelativePath(output, file)}: {target}"
                  elif parts.Length > 1 && parts[1] <> "" && path.EndsWith ".html" && not ((ids path).Contains parts[1]) then
                      yield $"{Path.GetRelativePath(output, file)}: {target} (no such place)" ]
    |> List.distinct

for link in broken do
    eprintfn $"broken link: {link}"

let count = Directory.GetFiles(output, "*.html", SearchOption.AllDirectories).Length
printfn $"{count} pages in {output}, {broken.Length} broken links"
exit (if broken.IsEmpty then 0 else 1)
