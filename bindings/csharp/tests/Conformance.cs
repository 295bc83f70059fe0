// Every conformance case through C#: the same bytes, or the case is named.
//
//   Conformance CASES.tsv PACKS
//
// A line of the cases is: name, pack file in the folder PACKS, operation, input, output; tabs between them. They are run once,
// and by several threads at once on the same packs.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Shindan;

internal static class Conformance
{
    private const int Threads = 4;

    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        var cases = File.ReadAllText(arguments[0], Encoding.UTF8).Split(new[] { '\n' }, StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t')).ToList();
        if (cases.Count == 0 || cases.Any(columns => columns.Length != 5))
        {
            Console.Error.WriteLine("{0}: there are not five columns", arguments[0]);
            return 2;
        }
        var packs = new Dictionary<string, Knowledge>();
        foreach (string name in cases.Select(columns => columns[1]).Distinct())
        {
            packs[name] = Knowledge.Open(Path.Combine(arguments[1], name));
        }
        int different = Run(cases, packs), byThreads = 0;
        var threads = Enumerable.Range(0, Threads)
            .Select(_ => new Thread(() => Interlocked.Add(ref byThreads, Run(cases, packs)))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        foreach (var pack in packs.Values)
        {
            pack.Dispose();
        }
        Console.WriteLine("conformance: {0} cases; different: {1}, in {2} threads {3}", cases.Count, different, Threads, byThreads);
        return different + byThreads > 0 ? 1 : 0;
    }

    private static int Run(List<string[]> cases, Dictionary<string, Knowledge> packs)
    {
        int different = 0;
        foreach (var columns in cases)
        {
            string output;
            try
            {
                output = packs[columns[1]].Call(columns[2], columns[3]);
            }
            catch (ShindanException refused)
            {
                output = refused.Json;
            }
            if (!string.Equals(output, columns[4], StringComparison.Ordinal))
            {
                different++;
                Console.WriteLine("{0}\n  wanted {1}\n  got    {2}", columns[0], columns[4], output);
            }
        }
        return different;
    }
}
