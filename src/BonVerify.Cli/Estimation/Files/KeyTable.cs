using System.Buffers.Binary;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>Numbers for texts in UTF-8, in the order of their first appearance; texts are compared in full, no string is made.</summary>
internal sealed class KeyTable
{
    private const int Empty = -1;

    private readonly List<(ulong Hash, int Start, int Length)> keys = [];
    private int[] buckets = NewBuckets(64);
    private byte[] bytes = new byte[1024];
    private int used;
    private int last;

    public int Count => keys.Count;

    public ReadOnlySpan<byte> this[int number] => bytes.AsSpan(keys[number].Start, keys[number].Length);

    /// <summary>The number of a text, a new one when it is new.</summary>
    public int NumberOf(ReadOnlySpan<byte> key)
    {
        // Files list the samples of a prompt one after another more often than not.
        if (keys.Count > 0 && this[last].SequenceEqual(key))
        {
            return last;
        }

        var hash = Hash(key);
        var bucket = Find(hash, key);
        last = buckets[bucket] != Empty ? buckets[bucket] : Insert(bucket, hash, key);
        return last;
    }

    /// <summary>A hash of 64 bits, the same in every run.</summary>
    public static ulong Hash(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            var hash = 0x9E37_79B9_7F4A_7C15UL ^ (ulong)text.Length;
            while (text.Length >= sizeof(ulong))
            {
                hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
                text = text[sizeof(ulong)..];
            }

            var last = 0UL;
            for (var i = 0; i < text.Length; i++)
            {
                last |= (ulong)text[i] << (8 * i);
            }

            return Mix(hash ^ last);
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            var high = Math.BigMul(value, 0xD6E8_FEB8_6659_FD93UL, out var low);
            return high ^ low ^ (value >> 29);
        }
    }

    private int Find(ulong hash, ReadOnlySpan<byte> key)
    {
        var bucket = (int)(hash & (ulong)(buckets.Length - 1));
        while (buckets[bucket] != Empty)
        {
            var number = buckets[bucket];
            if (keys[number].Hash == hash && this[number].SequenceEqual(key))
            {
                break;
            }

            bucket = (bucket + 1) & (buckets.Length - 1);
        }

        return bucket;
    }

    private int Insert(int bucket, ulong hash, ReadOnlySpan<byte> key)
    {
        if (used + key.Length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, used + key.Length));
        }

        key.CopyTo(bytes.AsSpan(used));
        buckets[bucket] = keys.Count;
        keys.Add((hash, used, key.Length));
        used += key.Length;
        if (2 * keys.Count > buckets.Length)
        {
            Rehash();
        }

        return keys.Count - 1;
    }

    private void Rehash()
    {
        buckets = NewBuckets(4 * buckets.Length);
        for (var number = 0; number < keys.Count; number++)
        {
            var bucket = (int)(keys[number].Hash & (ulong)(buckets.Length - 1));
            while (buckets[bucket] != Empty)
            {
                bucket = (bucket + 1) & (buckets.Length - 1);
            }

            buckets[bucket] = number;
        }
    }

    private static int[] NewBuckets(int size)
    {
        var result = new int[size];
        Array.Fill(result, Empty);
        return result;
    }
}
