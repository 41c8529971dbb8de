using BrigadeNumerique.KnowledgeBase.HelpCenter;
using BrigadeNumerique.KnowledgeBase.Studio.Editing;

namespace BrigadeNumerique.Unit.KnowledgeBase.HelpCenter;

public sealed class OnlineServicesTests
{
    [Fact]
    public void EveryServiceThatEditorsMayChooseHasASafeAddressThatTheTableKnowsAsItsOwn()
    {
        Assert.True(OnlineServices.Named.Count >= 40);
        Assert.All(OnlineServices.Named, service =>
        {
            Assert.True(FrenchText.IsSafe(service.Address), service.Address);
            Assert.Same(service, OnlineServices.At(service.Address));
        });
        Assert.Equal(OnlineServices.Named.Count, OnlineServices.Named.Select(service => service.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("perc", "Perceval")]
    [InlineData("points permis", "Mes Points Permis")]
    [InlineData("VACANCES", "Opération tranquillité vacances")]
    public void AServiceIsFoundByTheBeginningsOfItsNameOrPurpose(string typed, string name) => Assert.Contains(name, ServicePicker.Find(typed).Select(service => service.Name));

    [Fact]
    public void WhatIsNoServiceFindsNothing() => Assert.Empty(ServicePicker.Find("tondeuse"));
}
