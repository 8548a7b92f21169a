using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Specs;

public class JsonSchemaTests
{
    // Optimizers, and further sections of a spec; each is held against the schema and the validator.
    private static readonly string[] Optimizers =
    [
        "\"adam\"",
        "\"sgd\"",
        "\"adan\"",
        """{"kind":"sgd","lr":0.1}""",
        """{"kind":"sgd","lr":0}""",
        """{"kind":"sgd","lr":"0.1"}""",
        """{"kind":"sgd"}""",
        """{"lr":0.1}""",
        """{"kind":"sgd","lr":0.1,"beta":1}""",
        """{"kind":"sgd","lr":{"grid":[0.1,1]}}""",
        """{"kind":"sgd","lr":{"grid":[0.1,-1]}}""",
        """{"kind":"sgd","lr":{"grid":[]}}""",
        """{"kind":"sgd","lr":{"gird":[0.1]}}""",
        """{"kind":"sgd","lr":{"grid":[0.1],"choice":[1]}}""",
        """{"kind":"sgd","lr":{"grid":[{"grid":[1]}]}}""",
        """{"kind":"sgd","lr":{"uniform":[0.1,1]}}""",
        """{"kind":"sgd","lr":{"uniform":[0,1]}}""",
        """{"kind":"sgd","lr":{"uniform":[0.1,1,2]}}""",
        """{"kind":"sgd","lr":{"loguniform":[0.1,1]}}""",
        """{"kind":"sgd","lr":{"int":[1,8]}}""",
        """{"kind":"sgd","lr":{"int":[1,8.5]}}""",
        """{"kind":"sgd","lr":1,"momentum":{"choice":[0,0.9]}}""",
        """{"kind":"sgd","lr":1,"momentum":1}""",
        """{"kind":{"choice":["sgd","adam"]},"lr":1}""",
        """{"kind":{"choice":["sgd","adan"]},"lr":1}""",
        """{"choice":["adam",{"kind":"sgd","lr":{"uniform":[1,2]}}]}""",
        """{"choice":["adam",{"kind":"sgd","lr":-1}]}""",
        "3",
        "null",
    ];

    // Values of one type share a definition, those of another bound do not; and each keyword goes with some types only.
    private static readonly string[] Parameters =
    [
        """ "batch": {"grid":[1,8]} """,
        """ "batch": {"grid":[0,8]} """,
        """ "batch": {"grid":[1.5]} """,
        """ "batch": {"uniform":[1,8]} """,
        """ "batch": {"int":[1,8]} """,
        """ "batch": {"int":[0,8]} """,
        """ "batch": {"logint":[1,8]} """,
        """ "batch": {"quantised":[8,64,8]} """,
        """ "batch": {"quantised":[8,64]} """,
        """ "seed": {"int":[0,8]} """,
        """ "seed": {"logint":[0,8]} """,
        """ "shuffle": {"choice":[true,false]} """,
        """ "shuffle": {"choice":[true,"no"]} """,
        """ "shuffle": {"int":[0,1]} """,
        """ "dataset": {"grid":["mnist","synthetic-digits"]} """,
        """ "dataset": {"grid":["mnist","mnits"]} """,
        """ "optimizer": {"kind":"sgd","lr":1,"momentum":{"uniform":[0,0.9]}} """,
        """ "optimizer": {"kind":"sgd","lr":1,"momentum":{"uniform":[0,1]}} """,
        """ "optimizer": {"kind":"sgd","lr":{"normal":[1,0.1]}} """,
        """ "optimizer": {"kind":"sgd","lr":{"normal":[1]}} """,
        """ "optimizer": {"kind":"sgd","lr":{"loguniform":[0,1]}} """,
        """ "model": {"layers":{"choice":[["relu"],["sigmoid",{"kind":"linear","units":{"logint":[1,64]}}]]}} """,
        """ "model": {"layers":{"choice":[["relu"],[]]}} """,
        """ "model": {"layers":[{"choice":["relu","sigmoid"]}]} """,
        """ "model": {"layers":[{"choice":["relu","linear"]}]} """,
        """ "model": {"layers":["relu"],"init":{"weights":{"kind":{"grid":["zeros","normal"]}}}} """,
        """ "model": {"layers":["relu"],"init":{"weights":{"kind":{"grid":["zeros","uniform"]}}}} """,
        """ "model": {"layers":["relu"],"init":{"biases":{"kind":"normal","std":{"choice":[0,-1]}}}} """,
        """ "weights": {"naming":{"choice":["layers","notebook"]}} """,
        """ "weights": {"naming":{"choice":["layers","notebooks"]}} """,
    ];

    private static readonly string[] Sections =
    [
        """ "limits": {"retries":1,"backoff":"1s","failures":2,"duration":"1h30m","trial_duration":600} """,
        """ "limits": {"backoff":0} """,
        """ "limits": {"backoff":"0s"} """,
        """ "limits": {"backoff":-1} """,
        """ "limits": {"backoff":86401} """,
        """ "limits": {"duration":"0m"} """,
        """ "limits": {"duration":0} """,
        """ "limits": {"duration":"30m1h"} """,
        """ "limits": {"duration":"1.5h"} """,
        """ "limits": {"duration":"5 m"} """,
        """ "limits": {"duration":""} """,
        """ "limits": {"duration":"500ms"} """,
        """ "limits": {"duration":"soon"} """,
        """ "limits": {"duration":true} """,
        """ "limits": {"duration":"epoch"} """,
        """ "limits": {"trial_duration":31536001} """,
        """ "limits": {"trialduration":1} """,
        """ "resources": {"device":"cuda","slots":2,"memory":"4GB","labels":{"zone":"a"},"parallel":3,"priority":-1} """,
        """ "resources": {"device":"tpu"} """,
        """ "resources": {"slots":0} """,
        """ "resources": {"slots":1025} """,
        """ "resources": {"memory":"1.5GiB"} """,
        """ "resources": {"memory":"0GB"} """,
        """ "resources": {"memory":4} """,
        """ "resources": {"memory":"4"} """,
        """ "resources": {"memory":"4 GB"} """,
        """ "resources": {"memory":"4gb"} """,
        """ "resources": {"labels":{}} """,
        """ "resources": {"labels":{"zone":1}} """,
        """ "resources": {"labels":{"zone":null}} """,
        """ "resources": {"labels":{"":"a"}} """,
        """ "resources": {"labels":["zone"]} """,
        """ "checkpoints": {"every":"epoch","keep":2} """,
        """ "checkpoints": {"every":"30s"} """,
        """ "checkpoints": {"every":30} """,
        """ "checkpoints": {"every":"epochs"} """,
        """ "checkpoints": {"keep":0} """,
        """ "checkpoints": {} """,
        """ "checkpoints": "epoch" """,
    ];

    [Fact]
    public void It_says_what_the_parameters_of_each_job_are()
    {
        var schema = JsonNode.Parse(JsonSchemaWriter.Write(TestCatalog.Jobs))!;
        var rates = schema["$defs"]!["varied-number-above-0"]!["anyOf"]!;

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        Assert.Equal("""{"$ref":"#/$defs/number-above-0"}""", rates[0]!.ToJsonString());
        Assert.Equal(["grid", "choice", "uniform", "loguniform", "int", "logint", "normal", "quantised"], rates[1]!["properties"]!.AsObject().Select(keyword => keyword.Key));
        Assert.Equal("""{"type":"number","exclusiveMinimum":0}""", schema["$defs"]!["number-above-0"]!.ToJsonString());
        var place = schema["$defs"]!["classifier"]!["properties"]!["batch"]!;
        Assert.Equal(("The number of examples in a step.", 32), ((string?)place["description"], (int?)place["default"]));
        Assert.Equal(["classifier", "gradient-check"], schema["allOf"]!.AsArray().Select(branch => (string)branch!["if"]!["properties"]!["job"]!["const"]!));
    }

    [Fact]
    public void It_agrees_with_the_validator()
    {
        var folder = Directory.CreateTempSubdirectory("actortraining-schema-");
        try
        {
            List<(string Key, string Part)> cases =
            [
                .. Optimizers.Select(optimizer => ("params", $"\"optimizer\": {optimizer}")),
                .. Parameters.Select(parameter => ("params", parameter)),
                .. Sections.Select(section => ("", section)),
            ];
            var documents = cases.Select(one => Document(one.Key, one.Part)).ToList();
            File.WriteAllText(Path.Combine(folder.FullName, "schema.json"), JsonSchemaWriter.Write(TestCatalog.Jobs));
            File.WriteAllText(Path.Combine(folder.FullName, "documents.json"), new JsonArray([.. documents.Select(document => document.DeepClone())]).ToJsonString());

            var verdicts = Verdicts(folder.FullName);

            for (var i = 0; i < cases.Count; i++)
                Assert.True(verdicts[i] == (SpecValidator.FaultsBeforeSearch(ParameterValue.Of(documents[i]), TestCatalog.Jobs).Count == 0), cases[i].ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A spec with one part replaced.</summary>
    private static JsonObject Document(string key, string part)
    {
        var document = JsonNode.Parse("""
            {
              "name": "Digits", "job": "classifier", "objective": "test.accuracy", "search": { "algorithm": "random", "trials": 1 }, "seed": 1,
              "params": { "dataset": "mnist", "model": { "layers": ["sigmoid"] }, "optimizer": "adam" }
            }
            """)!.AsObject();
        var place = key.Length == 0 ? document : document[key]!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{ {part} }}")!.AsObject())
            place[name] = value?.DeepClone();
        return document;
    }

    /// <summary>What Python's <c>jsonschema</c>, an implementation that we did not write, says of each document.</summary>
    private static bool[] Verdicts(string folder)
    {
        const string script = """
            import json, sys
            try:
                from jsonschema import Draft202012Validator
            except ImportError:
                sys.exit(3)
            schema = json.load(open("schema.json"))
            Draft202012Validator.check_schema(schema)
            print(json.dumps([Draft202012Validator(schema).is_valid(document) for document in json.load(open("documents.json"))]))
            """;
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            var output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            Assert.SkipWhen(python.ExitCode == 3, "Python's package jsonschema is not installed.");
            Assert.Equal(0, python.ExitCode);
            return JsonSerializer.Deserialize<bool[]>(output)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Python is not installed.");
            return [];
        }
    }
}
