namespace ActorTraining.Experiments;

/// <summary>How a <see cref="TrialFilter"/> compares.</summary>
public enum ComparisonOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c>; a trial without the value does not differ from anything.</summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>~</c>: the text contains this, without regard to the case of ASCII letters.</summary>
    Contains,
}
