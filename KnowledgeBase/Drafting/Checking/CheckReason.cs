namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Why a draft was refused.</summary>
public enum CheckReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>It says nothing.</summary>
    Empty,

    /// <summary>It is longer than an answer may be.</summary>
    TooLong,

    /// <summary>It is in another language.</summary>
    Language,

    /// <summary>A sentence cites no passage.</summary>
    Uncited,

    /// <summary>A sentence cites a passage that was not given.</summary>
    UnknownPassage,

    /// <summary>A sentence says what its passage does not.</summary>
    Unsupported,

    /// <summary>A number, an amount, a delay or a date that its passage does not have.</summary>
    Number,

    /// <summary>A telephone number, an address or a link that the passages do not have.</summary>
    Contact,

    /// <summary>« ne… pas » was dropped or added.</summary>
    Negation,

    /// <summary>« peut » became « doit », or the reverse.</summary>
    Modality,

    /// <summary>« certains » became « tous », « au plus » became « au moins ».</summary>
    Quantifier,

    /// <summary>Who does what to whom was turned round.</summary>
    Order,

    /// <summary>A condition or an exception was dropped or made up.</summary>
    Condition,

    /// <summary>It promises.</summary>
    Promise,

    /// <summary>It gives legal advice on a case.</summary>
    Advice,

    /// <summary>It speaks of the person or the file, which it cannot know.</summary>
    Person,

    /// <summary>It carries what no answer has: markup, code, what was masked, talk of itself or of its orders.</summary>
    Form,
}
