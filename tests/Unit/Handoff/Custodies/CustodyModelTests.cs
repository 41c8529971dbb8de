using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff.Conversations;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Custodies;

/// <summary>The conversation against a model of six values, by the ten thousand interleavings; on a failure CsCheck prints the seed that gives the same again.</summary>
public sealed class CustodyModelTests
{
    [Fact]
    public void WhateverIsTriedInWhateverOrderThereIsOneOwnerAndNoLineOutOfPlace() =>
        Step.Any.Array[10, 40].Sample(Play.Through, iter: 12_000, print: steps => string.Join(' ', steps));

    /// <summary>What the conversation should be.</summary>
    private readonly record struct Model(Custody Custody, int Epoch, string? Holder, string? OfferedTo, bool OnHold, bool Help)
    {
        public Model Moves(Custody to, string? holder = null, int by = 1) => new(to, Epoch + by, holder, null, false, false);
    }

    private sealed class Play : IDisposable
    {
        private static readonly DateTimeOffset Start = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

        private readonly FakeTimeProvider clock = new(Start);
        private readonly (TurnOutcome Outcome, Message Message)?[] turns = new (TurnOutcome, Message)?[4];
        private readonly Turns assistant;
        private readonly Conversation conversation = new("c", "directline", "v", null, Start);
        private Model model;
        private int written;

        private Play() => assistant = new Turns(clock);

        public static void Through(Step[] steps)
        {
            using var play = new Play();
            play.Run(steps);
        }

        public void Dispose() => assistant.Dispose();

        private DateTimeOffset Now => clock.GetUtcNow();

        private void Run(Step[] steps)
        {
            foreach (var step in steps)
            {
                var before = conversation.Epoch;
                Do(step);
                clock.Advance(TimeSpan.FromSeconds(1));
                CustodyLaws.HoldFor(conversation);
                Assert.True(conversation.Epoch >= before);
                Assert.Equal(model, new Model(conversation.Custody, conversation.Epoch, conversation.OperatorId, conversation.OfferedTo, conversation.OnHoldSince is not null, conversation.HelpSince is not null));
            }

            CustodyLaws.HoldFor(conversation, conversation.Added);
            Assert.Equal(written, conversation.Added.Count(line => line.Kind == LineKind.Text && line.Author is Author.Citizen or Author.Operator));
        }

        private void Do(Step step)
        {
            switch (step.Act)
            {
                case Act.CitizenWrites or Act.CitizenSendsAgain:
                    conversation.Receive(new Line(Author.Citizen, "message"), Now);
                    written++;
                    model = model.Custody is Custody.Closed ? model.Moves(Custody.Bot) : model with { OnHold = false };
                    break;
                case Act.CitizenIsInDanger:
                    Turns.Alarm(conversation, new Line(Author.Citizen, "danger"), Now);
                    written++;
                    model = model.Custody switch
                    {
                        Custody.Bot => model.Moves(Custody.Queued),
                        Custody.Closed => model.Moves(Custody.Queued, by: 2),
                        _ => model with { OnHold = false },
                    };
                    break;
                case Act.CitizenLeavesTheQueue or Act.HandBack:
                    Try(model.Custody is Custody.Queued or Custody.Assigned, () => conversation.ReturnToBot("back", Now), model.Moves(Custody.Bot));
                    break;
                case Act.TurnBegins:
                    turns[step.Who] = Turns.Begin(conversation, conversation.Added, step.Whom);
                    break;
                case Act.TurnEnds when turns[step.Who] is var (outcome, message):
                    EndTurn(outcome, message);
                    turns[step.Who] = null;
                    break;
                case Act.Accept:
                    Try(model.Custody is Custody.Queued, () => conversation.Accept(step.Operator, step.Operator, Now), model.Moves(Custody.Assigned, step.Operator));
                    break;
                case Act.OperatorWrites when model.Holder is { } holder:
                    conversation.Write(new Line(Author.Operator, holder) { AuthorName = holder }, Now);
                    written++;
                    break;
                case Act.OperatorIsLost:
                    Try(model.Custody is Custody.Assigned, () => conversation.Requeue("operator-lost", Now), model.Moves(Custody.Queued));
                    break;
                case Act.TransferToAnybody:
                    Try(model.Custody is Custody.Assigned, () => conversation.Transfer(new TransferWish(), null, Now, Now), model.Moves(Custody.Queued));
                    break;
                case Act.TransferToAColleague:
                    Try(model.Custody is Custody.Assigned, () => conversation.Transfer(new TransferWish(OperatorId: step.Colleague), "note", Now, Now), model.Moves(Custody.Queued) with { OfferedTo = step.Colleague });
                    break;
                case Act.TransferToASkill:
                    Try(model.Custody is Custody.Assigned, () => conversation.Transfer(new TransferWish(Skill: "minors"), null, Now, Now), model.Moves(Custody.Queued));
                    break;
                case Act.Close or Act.SilenceCloses:
                    Try(model.Custody is not Custody.Closed, () => conversation.Close("operator", Now, "informed"), model.Moves(Custody.Closed));
                    break;
                case Act.Offer:
                    Try(model.Custody is Custody.Queued, () => conversation.Offer(step.Operator, Ring.Fittest, step.Whom == 0, Now.AddSeconds(20), Now), model with { OfferedTo = step.Operator });
                    break;
                case Act.Widen:
                    Try(model.Custody is Custody.Queued, () => conversation.Widen(Ring.Shift, Now.AddSeconds(20), Now), model with { OfferedTo = null });
                    break;
                case Act.Decline:
                    var declined = model.OfferedTo == step.Operator;
                    Assert.Equal(declined, conversation.Decline(step.Operator, Now));
                    if (declined) model = model with { OfferedTo = null };
                    break;
                case Act.Hold or Act.Resume:
                    var on = step.Act is Act.Hold;
                    Assert.Equal(model.Custody is Custody.Assigned && model.OnHold != on, conversation.Hold(on, Now));
                    if (model.Custody is Custody.Assigned) model = model with { OnHold = on };
                    break;
                case Act.AskForHelp:
                    Assert.Equal(model.Custody is Custody.Assigned && !model.Help, conversation.AskForHelp(true, step.Operator, Now));
                    if (model.Custody is Custody.Assigned) model = model with { Help = true };
                    break;
                case Act.TakeOver when model.Custody is not Custody.Closed:
                    if (model.Custody is Custody.Assigned) conversation.Requeue("take-over", Now);
                    if (model.Custody is Custody.Bot) conversation.RequestHandoff(HandoffReason.SteppedIn, Priority.Normal, null, null, Now);
                    conversation.Accept(step.Operator, step.Operator, Now, "take-over");
                    model = model.Moves(Custody.Assigned, step.Operator, by: model.Custody is Custody.Queued ? 1 : 2);
                    break;
                case Act.NodeRestarts:
                    // What was being decided is gone; the message stands unanswered in the record.
                    Array.Clear(turns);
                    break;
            }
        }

        /// <summary>By the rule of the record, written down a second time: nothing decided under another epoch is said, but a danger is raised whoever holds it.</summary>
        private void EndTurn(TurnOutcome outcome, Message message)
        {
            var (answered, epoch) = (conversation.AnsweredThrough >= outcome.Sequence, conversation.Epoch);
            assistant.End(conversation, outcome, message);
            if (answered) return;
            var moves = outcome.Alarm is not null || (outcome.Handoff is not null && epoch == outcome.Epoch);
            if (moves && model.Custody is Custody.Bot) model = model.Moves(Custody.Queued);
        }

        private void Try(bool legal, Action act, Model then)
        {
            if (legal)
            {
                act();
                model = then;
                return;
            }

            var (lines, revision) = (conversation.LastSequence, conversation.Epoch);
            Assert.Throws<CustodyException>(act);
            Assert.Equal((lines, revision), (conversation.LastSequence, conversation.Epoch));
        }
    }
}
