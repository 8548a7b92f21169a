using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A grain or observer interface: its methods by number, and the generated class of its references.</summary>
internal sealed class GrainInterface
{
    private static readonly ConcurrentDictionary<Type, Lazy<GrainInterface>> s_interfaces = new();
    private readonly ConstructorInvoker _constructor;
    private readonly Dictionary<string, GrainMethod> _bySignature = new(StringComparer.Ordinal);

    private GrainInterface(Type type)
    {
        var errors = string.Join(Environment.NewLine, GrainInterfaceRules.Errors(type));
        if (errors.Length > 0)
        {
            throw new ArgumentException(errors);
        }

        Name = NameOf(type);
        var methods = MethodsOf(type);
        var reference = GrainReferenceEmitter.Emit(type, methods);
        Methods = [.. methods.Select((method, number) => CreateMethod(Name, method, reference, number))];
        foreach (var method in Methods)
        {
            _bySignature.TryAdd(method.Signature, method); // A method inherited twice is the same to its callers.
        }

        _constructor = ConstructorInvoker.Create(reference.GetConstructors()[0]);
    }

    public string Name { get; }

    public GrainMethod[] Methods { get; }

    /// <summary>The description of an interface, generated at its first use in the process.</summary>
    public static GrainInterface Of(Type type) =>
        s_interfaces.GetOrAdd(type, static type => new Lazy<GrainInterface>(() => new GrainInterface(type))).Value;

    public static string NameOf(Type type) => type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName ?? type.Name;

    /// <summary>The methods of an interface and those it inherits, in an order that is the same in every process.</summary>
    public static MethodInfo[] MethodsOf(Type type) =>
        [.. type.GetInterfaces().Prepend(type).SelectMany(each => each.GetMethods(BindingFlags.Instance | BindingFlags.Public))];

    public GrainMethod? Find(string signature) => _bySignature.GetValueOrDefault(signature);

    public GrainReference CreateReference(CallRouter router, GrainId id) => (GrainReference)_constructor.Invoke(router, this, id);

    private static GrainMethod CreateMethod(string interfaceName, MethodInfo method, Type reference, int number)
    {
        var returns = method.ReturnType;
        var definition = returns.IsGenericType ? returns.GetGenericTypeDefinition() : returns;
        var (kind, body) = definition switch
        {
            _ when definition == typeof(Task<>) => (typeof(TaskMethod<>), typeof(Func<,,>)),
            _ when definition == typeof(ValueTask<>) => (typeof(ValueTaskMethod<>), typeof(Func<,,>)),
            _ when definition == typeof(IAsyncEnumerable<>) => (typeof(StreamMethod<>), typeof(Func<,,>)),
            _ when definition == typeof(Task) => (typeof(TaskMethod), typeof(Func<,,>)),
            _ when definition == typeof(ValueTask) => (typeof(ValueTaskMethod), typeof(Func<,,>)),
            _ => (typeof(VoidMethod), typeof(Action<,>)),
        };
        if (kind.IsGenericTypeDefinition)
        {
            kind = kind.MakeGenericType(returns.GetGenericArguments());
        }

        body = body == typeof(Action<,>)
            ? typeof(Action<object, object?[]>)
            : body.MakeGenericType(typeof(object), typeof(object?[]), returns);
        var invoker = reference.GetMethod(GrainReferenceEmitter.InvokerName(number), BindingFlags.Static | BindingFlags.Public)!;
        return (GrainMethod)Activator.CreateInstance(kind, interfaceName, method, invoker.CreateDelegate(body))!;
    }
}
