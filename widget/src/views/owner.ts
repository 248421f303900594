// Whose trips and ideas are shown: the account's, or those of a guest's conversation.

import { useMemo } from "react";
import { useAppSelector } from "../state/store";

export interface Owner {
  /** Another one for other people's things. */
  key: string;
  signedIn: boolean;
  /** The part of queries and bodies that names a guest's conversation. */
  names: { conversation?: string };
}

/** undefined while it is not known who is signed in; null for a guest who has not said anything yet. */
export function useOwner(): Owner | null | undefined {
  const user = useAppSelector((state) => state.session.user);
  const conversation = useAppSelector((state) => state.conversation.id);
  const id = user && user.id;
  return useMemo(() => {
    if (id === undefined) return undefined;
    if (id !== null) return { key: `user ${id}`, signedIn: true, names: {} };
    return conversation === null ? null : { key: `conversation ${conversation}`, signedIn: false, names: { conversation } };
  }, [id, conversation]);
}
