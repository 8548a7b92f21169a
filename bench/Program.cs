using System.CommandLine;
using ActorTraining.Bench;
using ActorTraining.Bench.Clusters;
using ActorTraining.Bench.Searches;
using ActorTraining.Bench.Searches.Trainings;

var data = new Option<DirectoryInfo>("--data") { Description = "The folder with MNIST's four IDX files, unpacked.", Required = true };
var repeat = new Option<int>("--repeat") { Description = "How often each contestant runs; the medians count.", DefaultValueFactory = _ => 7 };
var python = new Option<string>("--python") { Description = "The Python that has PyTorch.", DefaultValueFactory = _ => "/usr/bin/python3" };
var json = new Option<FileInfo>("--json") { Description = "Where the figures go.", DefaultValueFactory = _ => new FileInfo("artifacts/bench/p1.json") };

var p1 = new Command("p1", "One epoch of E2 (784-128-10, batch 32, plain gradient descent) against PyTorch, one thread each.") { data, repeat, python, json };
p1.SetAction(parsed => MnistEpoch.Run(
    parsed.GetRequiredValue(data), Math.Max(5, parsed.GetValue(repeat)), parsed.GetRequiredValue(python), parsed.GetRequiredValue(json)));

var fashion = new Option<DirectoryInfo>("--data") { Description = "The folder with Fashion-MNIST's four IDX files, unpacked.", Required = true };
var p3Json = new Option<FileInfo>("--json") { Description = "Where the figures go.", DefaultValueFactory = _ => new FileInfo("artifacts/bench/p3.json") };
var p3 = new Command("p3", "One epoch of E14 (three hidden layers with batch normalisation, Adam, batch 64) against PyTorch, one thread each.") { fashion, repeat, python, p3Json };
p3.SetAction(parsed => FashionEpoch.Run(
    parsed.GetRequiredValue(fashion), Math.Max(5, parsed.GetValue(repeat)), parsed.GetRequiredValue(python), parsed.GetRequiredValue(p3Json)));

var images = new Option<int>("--images") { Description = "The images of a step.", DefaultValueFactory = _ => 30 };
var p2Json = new Option<FileInfo>("--json") { Description = "Where the figures go.", DefaultValueFactory = _ => new FileInfo("artifacts/bench/p2.json") };
var p2 = new Command("p2", "A step of E4 (the grocery network at 256x256, Adam) against PyTorch, one thread each.") { images, repeat, python, p2Json };
p2.SetAction(parsed => GroceryStep.Run(
    Math.Max(1, parsed.GetValue(images)), Math.Max(5, parsed.GetValue(repeat)), parsed.GetRequiredValue(python), parsed.GetRequiredValue(p2Json)));

var p4Json = new Option<FileInfo>("--json") { Description = "Where the figures go.", DefaultValueFactory = _ => new FileInfo("artifacts/bench/p4.json") };
var p4 = new Command("p4", "Steps of E10 (20 filters of 5x5x3 on 100 images of 32x32, L2) against PyTorch, one thread each.") { repeat, python, p4Json };
p4.SetAction(parsed => RecoverySteps.Run(Math.Max(5, parsed.GetValue(repeat)), parsed.GetRequiredValue(python), parsed.GetRequiredValue(p4Json)));

var peer = new Option<FileInfo?>("--peer") { Description = "What peers/optuna_search.py wrote; made where it is missing. By default artifacts/bench/optuna-search-<workers>.json." };
var workers = new Option<int>("--workers") { Description = "How many trials run at a time.", DefaultValueFactory = _ => 1 };
var seeds = new Option<int>("--seeds") { Description = "How often each search runs on each function.", DefaultValueFactory = _ => 20 };
var only = new Option<string[]>("--only") { Description = "The functions; all where none is named.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
var pictures = new Option<DirectoryInfo>("--pictures") { Description = "Where the pictures go.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/bench/search") };
var searchJson = new Option<FileInfo>("--json") { Description = "Where the figures go.", DefaultValueFactory = _ => new FileInfo("artifacts/bench/search.json") };
var search = new Command("search", "Searches on test functions at equal trials, against Optuna; and P7, the speed of tpe.") { peer, python, seeds, workers, only, pictures, searchJson };
search.SetAction(parsed => SearchComparison.Run(
    parsed.GetValue(peer), parsed.GetRequiredValue(python), Math.Max(2, parsed.GetValue(seeds)), Math.Max(1, parsed.GetValue(workers)), parsed.GetRequiredValue(only), parsed.GetRequiredValue(pictures), parsed.GetRequiredValue(searchJson)));

var grocery = new Option<DirectoryInfo?>("--grocery") { Description = "The folder 'dataset' of the groceries' photographs." };
var studies = new Option<DirectoryInfo>("--studies") { Description = "Where the studies go; those that are there are not made again.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/bench/trainings") };
var trainings = new Command("trainings", "Searches on networks that are trained (E2, E4) at equal trainings, against Optuna.") { grocery, python, seeds, only, pictures, studies };
trainings.SetAction(parsed => TrainingComparison.Run(
    parsed.GetValue(grocery), parsed.GetRequiredValue(python), Math.Max(2, parsed.GetValue(seeds)), parsed.GetRequiredValue(only), parsed.GetRequiredValue(pictures), parsed.GetRequiredValue(studies)));

var task = new Argument<string>("task") { Description = "mnist-mlp or grocery-cnn." };
var evaluate = new Command("evaluate", "Trains with the parameter sets that it reads, for the searches of another program.") { task, grocery };
evaluate.SetAction(parsed => TrainingServer.Run(parsed.GetRequiredValue(task), parsed.GetValue(grocery)));

var backendsJson = new Option<DirectoryInfo>("--json") { Description = "The folder that the figures go into.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/bench") };
var backends = new Command("backends", "Epochs of E2 and E14 and a step of E4 on every backend of this build (-p:Torch=cpu or cuda), from data sets that are in the cache.") { images, repeat, backendsJson };
backends.SetAction(parsed => BackendContest.Run(Math.Max(1, parsed.GetValue(images)), Math.Max(5, parsed.GetValue(repeat)), parsed.GetRequiredValue(backendsJson)));

var root = new RootCommand("Benchmarks of ActorTraining: ratios to a peer inside one run.") { p1, p2, p3, p4, backends, search, trainings, evaluate };
foreach (Command command in ClusterCommands.All)
    root.Add(command);
return root.Parse(args).Invoke();
