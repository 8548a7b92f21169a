namespace Orleans.Embedded.Calls;

/// <summary>An entry of <see cref="ResponseDeadlines"/>, which links entries through their own fields instead of allocating nodes.</summary>
internal interface IDeadline
{
    /// <summary>How long after it was added it is due.</summary>
    TimeSpan Timeout { get; }

    /// <summary>The clock's timestamp at which it is due.</summary>
    long Deadline { get; set; }

    IDeadline? Previous { get; set; }

    IDeadline? Next { get; set; }

    /// <summary>Which of the lists it is in.</summary>
    int Stripe { get; set; }

    /// <summary>The time is over.</summary>
    void OnDeadline();

    /// <summary>Nobody can answer any more.</summary>
    void Reject(Exception reason);
}
