// The editors box characters that could be taken for others. The parentheses of Chinese text are such, and stand in every other answer.
import { useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

const plain = { unicodeHighlight: { ambiguousCharacters: false } };

/** Has the editors show Chinese text as text. What can't be seen at all is boxed still. */
export function PlainChinese(): null {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (!monaco) {
      return undefined;
    }
    monaco.editor.getEditors().forEach((editor) => editor.updateOptions(plain));
    const created = monaco.editor.onDidCreateEditor((editor) => editor.updateOptions(plain));
    return () => created.dispose();
  }, [monaco]);
  return null;
}
