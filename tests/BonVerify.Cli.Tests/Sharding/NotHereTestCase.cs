using Xunit.Abstractions;
using Xunit.Sdk;

namespace BonVerify.Cli.Tests.Sharding;

/// <summary>A test finds while it runs that what it needs does not start on this machine.</summary>
internal sealed class NotHereException(string reason) : Exception(reason);

/// <summary>Makes test cases that are reported as skipped when they throw <see cref="NotHereException"/>.</summary>
internal sealed class NotHereDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new NotHereTestCase(diagnostics, testMethod)];
}

/// <summary>A test case that is reported as skipped, with the reason, when it throws <see cref="NotHereException"/>.</summary>
internal sealed class NotHereTestCase : XunitTestCase
{
    [Obsolete("For deserialization.")]
    public NotHereTestCase()
    {
    }

    public NotHereTestCase(IMessageSink diagnostics, ITestMethod method)
        : base(diagnostics, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method)
    {
    }

    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        using var bus = new Bus(messageBus);
        var summary = await base.RunAsync(diagnosticMessageSink, bus, constructorArguments, aggregator, cancellationTokenSource);
        summary.Failed -= bus.Skipped;
        summary.Skipped += bus.Skipped;
        return summary;
    }

    /// <summary>Passes messages on, a failure by that exception as a skip.</summary>
    private sealed class Bus(IMessageBus inner) : IMessageBus
    {
        public int Skipped { get; private set; }

        public bool QueueMessage(IMessageSinkMessage message)
        {
            if (message is not ITestFailed failed || failed.ExceptionTypes[0] != typeof(NotHereException).FullName)
            {
                return inner.QueueMessage(message);
            }

            Skipped++;
            return inner.QueueMessage(new TestSkipped(failed.Test, failed.Messages[0]));
        }

        // The other one belongs to the runner.
        public void Dispose()
        {
        }
    }
}
