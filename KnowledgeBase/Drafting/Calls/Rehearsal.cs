using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>Answers in the place of the network, for a call that only warms what a call needs.</summary>
internal sealed class Rehearsal : HttpMessageHandler
{
    private const string Stream = """
        data: {"id":"0","object":"chat.completion.chunk","created":1,"model":"0","choices":[{"index":0,"delta":{"role":"assistant","content":"Portez plainte [1]."},"finish_reason":null}]}

        data: {"id":"0","object":"chat.completion.chunk","created":1,"model":"0","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: {"id":"0","object":"chat.completion.chunk","created":1,"model":"0","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}

        data: [DONE]


        """;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Read once and never back, as from the network: the client treats what can be read again otherwise.
        var words = PipeReader.Create(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Stream))).AsStream();
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(words) { Headers = { ContentType = new MediaTypeHeaderValue("text/event-stream") } } });
    }
}
