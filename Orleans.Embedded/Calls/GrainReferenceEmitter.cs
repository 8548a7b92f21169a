using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>
/// Generates the class behind references to an interface. For each method it holds what sends a call (pack the arguments, hand
/// them to <see cref="GrainReference"/>) and, as a static method, what makes it (unpack the arguments, call the object).
/// </summary>
internal static class GrainReferenceEmitter
{
    private static readonly Lock s_lock = new();
    private static readonly AssemblyBuilder s_assembly =
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Orleans.Embedded.References"), AssemblyBuilderAccess.Run);

    private static readonly ModuleBuilder s_module = s_assembly.DefineDynamicModule("References");
    private static readonly HashSet<string> s_visible = [];
    private static int s_count;
    private static readonly Type[] s_constructorTypes = [typeof(CallRouter), typeof(GrainInterface), typeof(GrainId)];
    private static readonly ConstructorInfo s_baseConstructor =
        typeof(GrainReference).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, s_constructorTypes)!;

    public static string InvokerName(int number) => $"Invoke{number}";

    public static Type Emit(Type type, MethodInfo[] methods)
    {
        lock (s_lock)
        {
            MakeVisible(typeof(GrainReference).Assembly);
            MakeVisible(type.Assembly);
            Array.ForEach(methods, method => MakeVisible(method.DeclaringType!.Assembly));
            var builder = s_module.DefineType(
                $"{type.FullName}#{s_count++}", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference), [type]);
            EmitConstructor(builder);
            for (var number = 0; number < methods.Length; number++)
            {
                EmitSender(builder, methods[number], number);
                EmitInvoker(builder, methods[number], number);
            }

            return builder.CreateType();
        }
    }

    // Interfaces and messages may be internal to their assembly; the runtime grants access to an assembly that names it here.
    private static void MakeVisible(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        if (s_visible.Add(name))
        {
            var constructor = typeof(IgnoresAccessChecksToAttribute).GetConstructors()[0];
            s_assembly.SetCustomAttribute(new CustomAttributeBuilder(constructor, [name]));
        }
    }

    private static void EmitConstructor(TypeBuilder builder)
    {
        var il = builder.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, s_constructorTypes).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, s_baseConstructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitSender(TypeBuilder builder, MethodInfo method, int number)
    {
        var parameters = Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType);
        var sender = builder.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters);
        var il = sender.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, number);
        EmitPacking(il, parameters);
        il.Emit(OpCodes.Call, SenderOf(method.ReturnType));
        il.Emit(OpCodes.Ret);
        builder.DefineMethodOverride(sender, method);
    }

    private static void EmitPacking(ILGenerator il, Type[] parameters)
    {
        if (parameters.Length == 0)
        {
            il.Emit(OpCodes.Call, typeof(Array).GetMethod(nameof(Array.Empty))!.MakeGenericMethod(typeof(object)));
            return;
        }

        il.Emit(OpCodes.Ldc_I4, parameters.Length);
        il.Emit(OpCodes.Newarr, typeof(object));
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
            if (parameters[i].IsValueType)
            {
                il.Emit(OpCodes.Box, parameters[i]);
            }

            il.Emit(OpCodes.Stelem_Ref);
        }
    }

    private static MethodInfo SenderOf(Type returns)
    {
        var definition = returns.IsGenericType ? returns.GetGenericTypeDefinition() : returns;
        var name = definition switch
        {
            _ when definition == typeof(Task<>) => nameof(GrainReference.CallTaskOf),
            _ when definition == typeof(ValueTask<>) => nameof(GrainReference.CallValueTaskOf),
            _ when definition == typeof(IAsyncEnumerable<>) => nameof(GrainReference.CallStream),
            _ when definition == typeof(Task) => nameof(GrainReference.CallTask),
            _ when definition == typeof(ValueTask) => nameof(GrainReference.CallValueTask),
            _ => nameof(GrainReference.CallVoid),
        };
        var sender = typeof(GrainReference).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
        return sender.IsGenericMethodDefinition ? sender.MakeGenericMethod(returns.GetGenericArguments()) : sender;
    }

    private static void EmitInvoker(TypeBuilder builder, MethodInfo method, int number)
    {
        var invoker = builder.DefineMethod(
            InvokerName(number), MethodAttributes.Public | MethodAttributes.Static, method.ReturnType, [typeof(object), typeof(object[])]);
        var il = invoker.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        var parameters = method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Unbox_Any, parameters[i].ParameterType);
        }

        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Ret);
    }
}
