using System.Reflection;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace ActorTraining.Grains.Tests.Serialization;

/// <summary>Whatever a grain interface names in a method arrives as it was sent, over the wire and as the copy that a call within a silo gets.</summary>
public sealed class MessageSerializationTests(GrainHost host) : IClassFixture<GrainHost>
{
    public static TheoryData<string, string> Methods => [.. typeof(IExperimentGrain).Assembly.GetExportedTypes()
        .Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        .SelectMany(type => type.GetMethods().Select(method => (type.FullName!, method.Name)))];

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_a_method_takes_and_gives_arrives_as_it_was_sent(string type, string method)
    {
        var found = typeof(IExperimentGrain).Assembly.GetType(type)!.GetMethod(method)!;
        var sample = new Sample(host.Grains);
        var check = typeof(MessageSerializationTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Instance)!;
        foreach (var (message, where) in Messages(found))
        {
            foreach (var sent in sample.Of(message))
            {
                check.MakeGenericMethod(message).Invoke(this, [sent, $"{found.DeclaringType!.Name}.{method}({where}: {sent.GetType().Name})"]);
            }
        }
    }

    // By the declared type, as a call does.
    private void Check<T>(T sent, string what)
    {
        var serializer = host.ClientServices.GetRequiredService<Serializer<T>>();
        Alike.Assert(sent, serializer.Deserialize(serializer.SerializeToArray(sent)), what);
        Alike.Assert(sent, host.ClientServices.GetRequiredService<DeepCopier<T>>().Copy(sent), what);
    }

    private static IEnumerable<(Type Type, string Where)> Messages(MethodInfo method)
    {
        var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null;
        var parameters = method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken)).Select(parameter => (parameter.ParameterType, parameter.Name!));
        return result is null ? parameters : parameters.Append((result, "result"));
    }
}
