using BrigadeNumerique.KnowledgeBase.Drafting.Masking;
using Microsoft.SemanticKernel;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>Stands before every prompt: masks what people wrote, gives no tool to the model, and lets nothing through that was not masked.</summary>
internal sealed class CallFilter : IFunctionInvocationFilter, IPromptRenderFilter
{
    /// <summary>Under which name a kernel carries the mask of its call.</summary>
    public const string MaskOf = "mask";

    public Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        var mask = (PersonalMask)context.Kernel.Data[MaskOf]!;
        foreach (var (name, value) in context.Arguments.ToArray())
        {
            if (value is CitizenWords words) context.Arguments[name] = mask.Hide(words.Text);
        }

        return next(context);
    }

    public async Task OnPromptRenderAsync(PromptRenderContext context, Func<PromptRenderContext, Task> next)
    {
        await next(context);
        if (context.Kernel.Plugins.Count > 0) throw new InvalidOperationException("The model has no tools.");
        if (context.Arguments.Values.Any(value => value is CitizenWords)) throw new InvalidOperationException("Words of people stand in the prompt as they are.");
    }
}
