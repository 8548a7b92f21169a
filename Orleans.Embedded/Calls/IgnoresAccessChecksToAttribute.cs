namespace System.Runtime.CompilerServices;

/// <summary>Known to the .NET runtime by its name: the assembly that carries it may use the internals of the one it names.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
