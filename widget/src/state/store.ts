// The store of one widget, and the hooks that read it.

import { combineReducers, configureStore } from "@reduxjs/toolkit";
import { useSelector } from "react-redux";
import messages from "./messages";
import { type Change, reducers } from "./slices";

const reducer = combineReducers({ ...reducers, messages });

export const createStore = () => configureStore({ reducer });

export type Store = ReturnType<typeof createStore>;
export type State = ReturnType<typeof reducer>;
export const useAppSelector = useSelector.withTypes<State>();

/** A number that grows when that kind of thing changed; an effect that depends on it reads anew. */
export const useChanges = (what: Change): number => useAppSelector((state) => state.session.changes[what]);
