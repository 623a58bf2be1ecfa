using BonVerify.Cli.Reports;
using BonVerify.Cli.Tests.Checking;
using Microsoft.Playwright;

namespace BonVerify.Cli.Tests.Reports;

/// <summary>Reports as pages, looked at by a browser.</summary>
public sealed class PageReportTest : IDisposable
{
    private const int Phone = 390;

    private readonly string folder = Directory.CreateTempSubdirectory("bonverify-page-").FullName;

    private string Page => Path.Combine(folder, "page.html");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Texts_AreTakenLiterally()
    {
        using var text = new StringWriter();
        using (var report = new PageReport(text, "<b>"))
        {
            report.Line("<script>alert(1)</script>");
            report.Table(["a&b"], [["\"><img src=x>"], ["\u202Eabc"]]);
            report.Copyable("run", "echo '<' & \"x\"");
        }

        var page = text.ToString();
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("\\u202eabc", page, StringComparison.Ordinal);
        Assert.Contains("<code>echo &#39;&lt;&#39; &amp; &quot;x&quot;</code>", page, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Verify_Page_SortsFoldsAndAsksNobody()
    {
        Assert.Equal(0, Tool.Run("verify", "--max-test", "20", "--html", Page).ExitCode);
        await Open(Phone, ColorScheme.Dark, async page =>
        {
            Assert.Equal("bonverify verify: verified", await page.TitleAsync());
            Assert.Equal("Result: verified.", await page.Locator(".verdict.good").InnerTextAsync());

            // Exponents far below those of doubles are in order, and what is no number is last.
            var table = page.Locator("table").First;
            await table.GetByRole(AriaRole.Button, new() { Name = "tightest" }).ClickAsync();
            var column = await table.Locator("thead th").AllInnerTextsAsync();
            var index = column.ToList().FindIndex(static name => name.StartsWith("tightest", StringComparison.Ordinal));
            var cells = await table.Locator($"tbody tr > :nth-child({index + 1})").AllInnerTextsAsync();
            var numbers = cells.TakeWhile(static cell => cell != "-").Select(static cell => LogarithmOf(cell)).ToArray();
            Assert.True(numbers.Length > 20, string.Join(' ', cells));
            Assert.Equal(numbers.Order(), numbers);
            Assert.All(cells.Skip(numbers.Length), static cell => Assert.Equal("-", cell));
            Assert.Equal("ascending", await table.Locator($"thead th:nth-child({index + 1})").GetAttributeAsync("aria-sort"));
            await table.GetByRole(AriaRole.Button, new() { Name = "tightest" }).ClickAsync();
            Assert.Equal("-", await table.Locator($"tbody tr:first-child > :nth-child({index + 1})").InnerTextAsync());

            // A refutation is folded, and has every term.
            var fold = page.Locator("details", new() { HasText = "kl-formula-equality" }).First;
            Assert.False(await fold.Locator("table").First.IsVisibleAsync());
            await fold.Locator("summary").First.ClickAsync();
            await fold.Locator("details summary").First.ClickAsync();
            Assert.True(await fold.Locator("table").First.IsVisibleAsync());
            Assert.Contains("bonverify verify --claims kl-formula-equality", await fold.Locator(".copy code").First.InnerTextAsync(), StringComparison.Ordinal);
        });
    }

    [BrowserFact]
    public async Task Check_Page_HasTheFailureAndItsTruth()
    {
        string[] wrong = ["check", "--quantities", "kl", "--max-test", "2", "--counterexamples", folder, "--html", Page, "--", .. Programs.Command("wrong_kl_is_bound.py")];
        Assert.Equal(1, Tool.Run(wrong).ExitCode);
        await Open(1280, ColorScheme.Light, async page =>
        {
            Assert.Equal("Result: nonconforming.", await page.Locator(".verdict.bad").First.InnerTextAsync());
            await page.Locator("summary").First.ClickAsync();
            Assert.Contains("Answered: 0.193", await page.Locator("details").First.InnerTextAsync(), StringComparison.Ordinal);
        });
    }

    [BrowserFact]
    public async Task EstimateAndReproduce_HavePages()
    {
        var samples = Path.Combine(folder, "samples.jsonl");
        File.WriteAllText(samples, """
            {"prompt":"a","rewards":[1,2,2,0.5]}
            {"prompt":"b","rewards":[1,0,3,3]}
            """);
        Assert.Equal(0, Tool.Run("estimate", samples, "--html", Page).ExitCode);
        await Open(Phone, ColorScheme.Light, static async page => Assert.Contains("best@n", await page.Locator("table").First.InnerTextAsync(), StringComparison.Ordinal));

        var file = Path.Combine(AppContext.BaseDirectory, "data", "counterexamples", "kl-doubling-smallest.json");
        Assert.Equal(1, Tool.Run("reproduce", file, file, "--html", Page).ExitCode);
        await Open(Phone, ColorScheme.Dark, static async page => Assert.Equal(2, await page.Locator(".verdict.bad").CountAsync()));
    }

    private static double LogarithmOf(string cell)
    {
        var parts = cell.TrimStart('≥', ' ').Split('e');
        return Math.Log10(double.Parse(parts[0])) + (parts.Length > 1 ? int.Parse(parts[1]) : 0);
    }

    /// <summary>Opens the page; fails when it writes to the console, asks for anything, or is wider than the window.</summary>
    private async Task Open(int width, ColorScheme scheme, Func<IPage, Task> look)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Browser, Args = BrowserFactAttribute.Arguments });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme });
        var (messages, requests) = (new List<string>(), new List<string>());
        page.Console += (_, message) => messages.Add(message.Text);
        page.PageError += (_, error) => messages.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(new Uri(Page).AbsoluteUri);
        await look(page);
        Assert.Empty(messages);
        Assert.Equal([new Uri(Page).AbsoluteUri], requests.Where(static url => !url.StartsWith("data:", StringComparison.Ordinal)));
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        if (Environment.GetEnvironmentVariable("BONVERIFY_SCREENSHOTS") is { Length: > 0 } screenshots)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(screenshots, $"{Path.GetRandomFileName()}.png"), FullPage = false });
        }
    }
}
