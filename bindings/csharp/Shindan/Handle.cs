using System;
using System.Runtime.InteropServices;

namespace Shindan
{
    /// <summary>A handle of the library, which has 64 bits on every platform; closed once, when nobody uses it any more.</summary>
    internal sealed class Handle : SafeHandle
    {
        private readonly ulong number;
        private readonly Func<ulong, int> close;

        internal Handle(ulong number, Func<ulong, int> close) : base(IntPtr.Zero, true)
        {
            this.number = number;
            this.close = close;
            // The number may be wider than a pointer; this only says that there is one.
            SetHandle(new IntPtr(1));
        }

        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }

        /// <summary>Uses the number; it is not closed meanwhile, whoever disposes of it.</summary>
        internal T Use<T>(Func<ulong, T> use)
        {
            bool isHeld = false;
            try
            {
                DangerousAddRef(ref isHeld);
                return use(number);
            }
            finally
            {
                if (isHeld)
                {
                    DangerousRelease();
                }
            }
        }

        protected override bool ReleaseHandle()
        {
            return close(number) == 0;
        }
    }
}
