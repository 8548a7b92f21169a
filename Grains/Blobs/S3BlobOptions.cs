namespace ActorTraining.Grains.Blobs;

/// <summary>Where an S3-compatible object store is, and which part of it is ours.</summary>
public sealed record S3BlobOptions
{
    /// <summary>Its address, for example <c>https://s3.eu-central-1.amazonaws.com</c> or <c>http://minio:9000</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The bucket, which has to exist.</summary>
    public required string Bucket { get; init; }

    /// <summary>The folder of all objects, for example <c>actortraining</c>; one bucket can serve several clusters so.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The region that requests are signed for; most servers other than Amazon's take any.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The access key; null to take key and secret from the environment, as Amazon's tools do.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret that belongs to the access key.</summary>
    public string? SecretKey { get; init; }
}
