using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Shindan
{
    /// <summary>The C interface, as bindings/c/include/shindan.h declares it.</summary>
    internal static class Native
    {
        private const string Library = "shindan";

        /// <summary>The SHINDAN_ABI_VERSION that these declarations are for.</summary>
        private const uint Abi = 1;

        private const int Ok = 0;

        /// <summary>shindan_result.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct Result
        {
            internal ulong Handle;
            internal IntPtr Text;
            internal IntPtr Text16;
            internal UIntPtr Length;
            internal int Status;
        }

        /// <summary>shindan_row.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct Row
        {
            internal IntPtr Pack;
            internal UIntPtr PackLength;
            internal IntPtr Rule;
            internal UIntPtr RuleLength;
            internal IntPtr Name;
            internal UIntPtr NameLength;
        }

        static Native()
        {
            if (shindan_abi_version() != Abi)
            {
                throw new ShindanException("not_built",
                    "the native library has interface " + shindan_abi_version() + ", and " + Abi
                    + " is needed; install both from one package");
            }
        }

        internal static readonly string Version = Marshal.PtrToStringAnsi(shindan_version());

        /// <summary>UTF-8 without a mark; half a pair is refused instead of replaced.</summary>
        private static readonly Encoding Utf8 = new UTF8Encoding(false, true);

        internal delegate int Entry(out Result result);

        /// <summary>Calls an entry and gives its handle.</summary>
        internal static ulong Open(Entry entry)
        {
            Result result;
            int status = entry(out result);
            try
            {
                Check(status, ref result);
                return result.Handle;
            }
            finally
            {
                shindan_result_free(ref result);
            }
        }

        /// <summary>Calls an entry and gives its text.</summary>
        internal static string Text(Entry entry)
        {
            Result result;
            int status = entry(out result);
            try
            {
                Check(status, ref result);
                return TextOf(ref result);
            }
            finally
            {
                shindan_result_free(ref result);
            }
        }

        /// <summary>A text as bytes; null stays null.</summary>
        internal static byte[] Bytes(string text)
        {
            return text == null ? null : Utf8.GetBytes(text);
        }

        /// <summary>How many bytes there are.</summary>
        internal static UIntPtr Length(byte[] bytes)
        {
            return (UIntPtr)(bytes == null ? 0 : bytes.Length);
        }

        /// <summary>The text of so many bytes; null where there is none.</summary>
        internal static string String(IntPtr at, UIntPtr length)
        {
            if (at == IntPtr.Zero)
            {
                return null;
            }
            var bytes = new byte[(int)length];
            Marshal.Copy(at, bytes, 0, bytes.Length);
            return Utf8.GetString(bytes);
        }

        /// <summary>Throws if a status that comes without a text is none of success.</summary>
        internal static void Check(int status, string doing)
        {
            if (status != Ok)
            {
                throw new ShindanException(status == 2 ? "bad_argument" : "damaged_pack", doing + " was refused");
            }
        }

        private static void Check(int status, ref Result result)
        {
            if (status != Ok)
            {
                throw ShindanException.Of(TextOf(ref result));
            }
        }

        private static string TextOf(ref Result result)
        {
            return result.Text16 != IntPtr.Zero
                ? Marshal.PtrToStringUni(result.Text16, (int)result.Length)
                : String(result.Text, result.Length);
        }

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        private static extern uint shindan_abi_version();

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        private static extern IntPtr shindan_version();

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        private static extern void shindan_result_free(ref Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_open(byte[] bytes, UIntPtr length, byte[] trust, UIntPtr trustLength, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_open_file(byte[] path, UIntPtr pathLength, byte[] trust, UIntPtr trustLength, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_load(byte[] files, UIntPtr length, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_join(ulong knowledge, ulong other, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_verify(ulong knowledge, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_close(ulong knowledge);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, CharSet = CharSet.Unicode)]
        internal static extern int shindan_call_utf16(ulong knowledge, [MarshalAs(UnmanagedType.LPWStr)] string operation,
            UIntPtr operationLength, [MarshalAs(UnmanagedType.LPWStr)] string input, UIntPtr inputLength, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_check(byte[] files, UIntPtr length, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_lookup(ulong knowledge, byte[] code, UIntPtr codeLength, byte[] detail,
            UIntPtr detailLength, [Out] Row[] rows, UIntPtr capacity, out UIntPtr count);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_scanner_new(ulong knowledge, byte[] encoding, UIntPtr encodingLength, UIntPtr lines, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_scanner_push(ulong scanner, byte[] bytes, UIntPtr length, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_scanner_finish(ulong scanner, out ulong malformed, out Result result);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int shindan_scanner_free(ulong scanner);
    }
}
